package dev.tidings.scheduler.intake;

import java.time.Duration;

/**
 * How long a policy may wait for a receipt in this installation.
 *
 * @param shortest the least
 * @param longest the most
 */
public record AfterBounds(Duration shortest, Duration longest) {
    boolean allow(Duration after) {
        return after.compareTo(shortest) >= 0 && after.compareTo(longest) <= 0;
    }
}
