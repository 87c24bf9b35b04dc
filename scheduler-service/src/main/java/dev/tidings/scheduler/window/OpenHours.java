package dev.tidings.scheduler.window;

import dev.tidings.contract.DeliveryWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * A delivery window as spans of real time. A bound that daylight saving skips lies at the moment of the change; one that
 * happens twice lies at the first of the two. A window that has opened stays open until it closes.
 */
public final class OpenHours {
    /**
     * A window that opened yesterday may still be open; one that names a single day opens within the week, or in the one after
     * where the zone skips that day, or the hours of the window on it.
     */
    private static final int DAYS_TO_LOOK = 15;

    private final DeliveryWindow window;
    private final ZoneId zone;

    private OpenHours(DeliveryWindow window) {
        this.window = window;
        this.zone = ZoneId.of(window.zone());
    }

    /**
     * The hours of this window.
     *
     * @param window its zone is known, else {@link java.time.DateTimeException}
     */
    public static OpenHours of(DeliveryWindow window) {
        return new OpenHours(window);
    }

    /** Whether it is open then: from its first moment on, and not at its last. */
    public boolean isOpen(Instant at) {
        return nextOpen(at).filter(at::equals).isPresent();
    }

    /** The first moment at or after this one at which the window is open; empty where it never opens. */
    public Optional<Instant> nextOpen(Instant at) {
        LocalDate today = at.atZone(zone).toLocalDate();
        for (int day = -1; day <= DAYS_TO_LOOK; day++) {
            LocalDate opensOn = today.plusDays(day);
            if (window.weekdays().contains(opensOn.getDayOfWeek())) {
                Instant opens = moment(opensOn.atTime(window.from()));
                Instant closes = moment(closesOn(opensOn).atTime(window.to()));
                if (opens.isBefore(closes) && at.isBefore(closes)) {
                    return Optional.of(opens.isAfter(at) ? opens : at);
                }
            }
        }
        return Optional.empty();
    }

    private LocalDate closesOn(LocalDate opensOn) {
        return window.to().isAfter(window.from()) ? opensOn : opensOn.plusDays(1);
    }

    private Instant moment(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        // ZonedDateTime moves a skipped time on by the length of the gap, which would open the window late.
        return change != null && change.isGap()
                ? change.getInstant()
                : ZonedDateTime.of(local, zone).toInstant();
    }
}
