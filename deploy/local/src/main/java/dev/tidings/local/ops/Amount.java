package dev.tidings.local.ops;

import java.util.Locale;

/**
 * A number for people.
 *
 * @param value rounded to what matters
 * @param unit empty where it counts things
 */
record Amount(String value, String unit) {
    private static final double MILLION = 1e6;

    /** What is not known. */
    static final Amount NONE = new Amount("–", "");

    /** Rounded down, so that 100 % means all. */
    static Amount percent(double share) {
        double tenths = Math.floor(share * 1000 + 1e-9) / 10;
        return new Amount(tenths >= 100 ? "100" : text("%.1f", tenths), "%");
    }

    static Amount seconds(double seconds) {
        if (seconds < 0.9995) {
            return new Amount(text(seconds > 0 && seconds < 0.00995 ? "%.1f" : "%.0f", seconds * 1000), "ms");
        }
        if (seconds < 59.95) {
            return new Amount(text("%.1f", seconds), "s");
        }
        return seconds < 3570
                ? new Amount(text("%.0f", seconds / 60), "min")
                : new Amount(text("%.1f", seconds / 3600), "h");
    }

    static Amount count(double count) {
        return count < MILLION
                ? new Amount(text("%,d", Math.round(count)), "")
                : new Amount(text("%.2f", count / MILLION), "million");
    }

    /** Per second; few are told with a tenth. */
    static Amount rate(double perSecond) {
        return perSecond < 9.95 ? new Amount(text("%.1f", perSecond), "") : count(perSecond);
    }

    /** As it stands in a sentence. */
    @Override
    public String toString() {
        return unit.isEmpty() ? value : value + " " + unit;
    }

    private static String text(String form, Object number) {
        return String.format(Locale.ROOT, form, number);
    }
}
