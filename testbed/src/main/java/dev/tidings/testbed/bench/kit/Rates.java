package dev.tidings.testbed.bench.kit;

/** How many a second, from when each of them was. */
public final class Rates {
    private Rates() {}

    /**
     * From the first to the last.
     *
     * @param times milliseconds, in rising order
     */
    public static double whole(long[] times) {
        return from(times, 0);
    }

    /** Over the second half of them: the first is where Java warms up. */
    public static double steady(long[] times) {
        return from(times, times.length / 2);
    }

    private static double from(long[] times, int first) {
        int after = times.length - 1 - first;
        return after <= 0 ? 0 : after * 1000.0 / Math.max(1, times[times.length - 1] - times[first]);
    }
}
