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
        "Pacific/Apia, 09:00, 10:00, 2011-12-29T20:30:00Z, 2011-12-30T19:00:00Z",
        // Over midnight into the day that there never was: shuts at the change, where that day's own opens.
        "Pacific/Apia, 22:00, 02:00, 2011-12-30T07:59:00Z, 2011-12-30T08:00:00Z",
        "Pacific/Apia, 22:00, 02:00, 2011-12-30T11:59:59.999Z, 2011-12-30T11:59:59.999Z",
        "Pacific/Apia, 22:00, 02:00, 2011-12-30T12:00:00Z, 2011-12-31T08:00:00Z",
        // Kwajalein never had 21 August 1993.
        "Pacific/Kwajalein, 09:00, 10:00, 1993-08-20T22:00:00Z, 1993-08-21T21:00:00Z",
        // Lord Howe's clocks move by half an hour: 02:00 to 02:30 is skipped, 01:30 to 02:00 happens twice.
        "Australia/Lord_Howe, 02:15, 05:00, 2026-10-03T15:00:00Z, 2026-10-03T15:30:00Z",
        "Australia/Lord_Howe, 01:00, 02:15, 2026-10-03T15:29:59.999Z, 2026-10-03T15:29:59.999Z",
        "Australia/Lord_Howe, 01:00, 02:15, 2026-10-03T15:30:00Z, 2026-10-04T14:00:00Z",
        "Australia/Lord_Howe, 01:45, 05:00, 2026-04-04T14:00:00Z, 2026-04-04T14:45:00Z",
        "Australia/Lord_Howe, 00:30, 01:45, 2026-04-04T14:45:00Z, 2026-04-05T14:00:00Z",
        // Over midnight on the nights of both changes: nine hours on the wall are eight and ten.
        "Europe/Berlin, 22:00, 07:00, 2026-03-29T04:59:59.999Z, 2026-03-29T04:59:59.999Z",
        "Europe/Berlin, 22:00, 07:00, 2026-03-29T05:00:00Z, 2026-03-29T20:00:00Z",
        "Europe/Berlin, 22:00, 07:00, 2026-10-25T05:59:59.999Z, 2026-10-25T05:59:59.999Z",
        "Europe/Berlin, 22:00, 07:00, 2026-10-25T06:00:00Z, 2026-10-25T21:00:00Z",
        // Ten years ahead, by the rules as they are known now.
        "Europe/Berlin, 09:00, 10:00, 2036-06-30T12:00:00Z, 2036-07-01T07:00:00Z",
        "Europe/Berlin, 09:00, 10:00, 2036-11-30T12:00:00Z, 2036-12-01T08:00:00Z"
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
    void waitsAnotherWeekWhereItsOnlyDayIsSkipped() {
        OpenHours fridays = hours("Pacific/Apia", Set.of(DayOfWeek.FRIDAY), "09:00", "10:00");

        assertThat(fridays.nextOpen(Instant.parse("2011-12-23T20:30:00Z")))
                .contains(Instant.parse("2012-01-05T19:00:00Z"));
    }

    @Test
    void waitsAnotherWeekWhereItsHoursAreSkipped() {
        OpenHours sundays = hours("Europe/Berlin", Set.of(DayOfWeek.SUNDAY), "02:10", "02:50");

        assertThat(sundays.nextOpen(Instant.parse("2026-03-22T02:00:00Z")))
                .contains(Instant.parse("2026-04-05T00:10:00Z"));
    }

    @Test
    void isShutWithoutDays() {
        assertThat(hours("UTC", Set.of(), "09:00", "10:00").nextOpen(Instant.EPOCH))
                .isEmpty();
    }
}
