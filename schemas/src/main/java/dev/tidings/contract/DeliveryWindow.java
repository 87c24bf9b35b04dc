package dev.tidings.contract;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/**
 * When a recipient may be written to. The window opens at `from` and closes before `to`, in `zone`; where `to` is not after `from` it runs over midnight and belongs to the day on which it opens.
 *
 * @param zone IANA time zone of the recipient, for example Asia/Singapore.
 * @param weekdays The days on which the window opens; at least one.
 * @param from Local time of opening, milliseconds after midnight.
 * @param to Local time of closing, milliseconds after midnight, exclusive.
 * @param outside What to do with a send that is due outside.
 */
public record DeliveryWindow(
        String zone, Set<DayOfWeek> weekdays, LocalTime from, LocalTime to, OutsideWindow outside) {
    public DeliveryWindow {
        weekdays = Set.copyOf(weekdays);
    }
}
