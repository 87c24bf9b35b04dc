package dev.tidings.testbed.bench.kit;

/**
 * When to hand over which one of a series.
 *
 * @param perSecond how many in a second; infinity: as fast as they are taken
 */
public record Pace(double perSecond) {
    public static final Pace UNBOUNDED = new Pace(Double.POSITIVE_INFINITY);

    public Pace {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate is above zero, and \"" + perSecond + "\" is not");
        }
    }

    /** How long after the beginning the one of that index is to go, in nanoseconds. A late one does not move the next. */
    public long nanosOf(int index) {
        return (long) (index * 1e9 / perSecond);
    }
}
