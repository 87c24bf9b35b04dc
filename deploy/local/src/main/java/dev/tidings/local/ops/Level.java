package dev.tidings.local.ops;

import java.util.Locale;

/** How good something is, from what says nothing to what somebody must see. */
enum Level {
    /** Nothing can be said: there was no traffic, or the service that knows does not answer. */
    UNKNOWN,
    GOOD,
    ATTENTION,
    BAD;

    /** @param bearable what is more than the goal, and no alarm yet */
    static Level of(double value, double goal, double bearable) {
        if (value <= goal) {
            return GOOD;
        }
        return value <= bearable ? ATTENTION : BAD;
    }

    /** As JSON has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
