package dev.tidings.testbed.bench.hold;

/**
 * When to hand over which hold.
 *
 * @param perSecond holds in a second; infinity: as fast as they are taken
 */
record Pace(double perSecond) {
    static final Pace UNBOUNDED = new Pace(Double.POSITIVE_INFINITY);

    Pace {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate is above zero, and \"" + perSecond + "\" is not");
        }
    }

    /** How long after the beginning the one of that index is to go, in nanoseconds. A late one does not move the next. */
    long nanosOf(int index) {
        return (long) (index * 1e9 / perSecond);
    }
}
