package dev.tidings.scheduler.hold;

import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.OutsideWindow;
import dev.tidings.scheduler.window.OpenHours;
import java.time.Instant;

/** What becomes of a send whose time has come. */
sealed interface Release {
    /** It goes into its lane. */
    record Now() implements Release {}

    /**
     * Its window is closed, and it is not to wait or cannot until the window opens: it ends, and nothing else is sent outside of
     * the window either.
     */
    record Skipped() implements Release {}

    /** Its validity is over, and no window forbids to write now: it ends, and its fallback may act. */
    record TooLate() implements Release {}

    /** It was held up until its window had closed: it waits for the next opening. */
    record Later(Instant opens) implements Release {}

    static Release of(HeldSend held, Instant now) {
        Instant validUntil = held.task().validUntil();
        Release inside = now.isBefore(validUntil) ? new Now() : new TooLate();
        DeliveryWindow window = held.deliveryWindow();
        if (window == null) {
            return inside;
        }
        OpenHours hours = OpenHours.of(window);
        if (hours.isOpen(now)) {
            return inside;
        }
        if (window.outside() == OutsideWindow.SKIP) {
            return new Skipped();
        }
        return hours.nextOpen(now)
                .filter(validUntil::isAfter)
                .<Release>map(Later::new)
                .orElseGet(Skipped::new);
    }
}
