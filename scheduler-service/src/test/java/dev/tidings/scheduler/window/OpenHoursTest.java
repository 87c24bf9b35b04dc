package dev.tidings.scheduler.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.OutsideWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenHoursTest {
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    private static OpenHours hours(String zone, Set<DayOfWeek> days, String from, String to) {
        return OpenHours.of(
                new DeliveryWindow(zone, days, LocalTime.parse(from), LocalTime.parse(to), OutsideWindow.HOLD));
    }

    @ParameterizedTest
    @CsvSource({
        // Singapore is eight hours ahead all year.
        "Asia/Singapore, 09:00, 21:00, 2026-11-23T00:59:59.999Z, 2026-11-23T01:00:00Z",
        "Asia/Singapore, 09:00, 21:00, 2026-11-23T01:00:00Z, 2026-11-23T01:00:00Z",
        "Asia/Singapore, 09:00, 21:00, 2026-11-23T12:59:59.999Z, 2026-11-23T12:59:59.999Z",
        "Asia/Singapore, 09:00, 21:00, 2026-11-23T13:00:00Z, 2026-11-24T01:00:00Z",
        // Over midnight.
        "Asia/Singapore, 22:00, 02:00, 2026-11-23T17:00:00Z, 2026-11-23T17:00:00Z",
        "Asia/Singapore, 22:00, 02:00, 2026-11-23T18:00:00Z, 2026-11-24T14:00:00Z",
        // Berlin skips 02:00 to 03:00 on 29 March 2026: the window opens at the change, not half an hour behind it.
        "Europe/Berlin, 02:30, 05:00, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
        // A closing that is skipped closes at the change.
        "Europe/Berlin, 01:00, 02:30, 2026-03-29T01:00:00Z, 2026-03-29T23:00:00Z",
        // Berlin has 02:00 to 03:00 twice on 25 October 2026: opens at the first, and is shut before the second.
        "Europe/Berlin, 02:30, 05:00, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z",
        "Europe/Berlin, 01:00, 02:30, 2026-10-25T00:30:00Z, 2026-10-26T00:00:00Z",
        "Europe/Berlin, 02:30, 05:00, 2026-10-25T01:10:00Z, 2026-10-25T01:10:00Z",
        // 09:00 stays 09:00 on the wall in winter and summer.
        "Europe/Berlin, 09:00, 10:00, 2026-03-28T09:00:00Z, 2026-03-29T07:00:00Z",
        // Apia never had 30 December 2011: what would open on it opens at the change, for what is left of it.
        "Pacific/Apia, 09:00, 10:00, 2011-12-29T20:30:00Z, 2011-12-30T19:00:00Z"
    })
    void opensNextAt(String zone, String from, String to, Instant at, Instant opens) {
        assertThat(hours(zone, EVERY_DAY, from, to).nextOpen(at)).contains(opens);
    }

    @Test
    void belongsToTheDayOnWhichItOpens() {
        OpenHours fridayNight = hours("UTC", Set.of(DayOfWeek.FRIDAY), "22:00", "02:00");

        assertThat(fridayNight.isOpen(Instant.parse("2026-11-28T01:00:00Z"))).isTrue();
        assertThat(fridayNight.isOpen(Instant.parse("2026-11-27T01:00:00Z"))).isFalse();
    }

    @Test
    void waitsForTheNextOfItsDays() {
        OpenHours mondays = hours("UTC", Set.of(DayOfWeek.MONDAY), "09:00", "10:00");

        assertThat(mondays.nextOpen(Instant.parse("2026-11-23T10:00:00Z")))
                .contains(Instant.parse("2026-11-30T09:00:00Z"));
    }

    @Test
    void isShutWithoutDays() {
        assertThat(hours("UTC", Set.of(), "09:00", "10:00").nextOpen(Instant.EPOCH))
                .isEmpty();
    }
}
