package dev.tidings.dispatcher.account;

import dev.tidings.dispatcher.dispatch.Pause;
import java.util.function.LongSupplier;

/**
 * How time passes for accounts.
 *
 * @param nanos a clock that is never set, in nanoseconds
 * @param pause waits
 */
public record AccountTimes(LongSupplier nanos, Pause pause) {
    long now() {
        return nanos.getAsLong();
    }
}
