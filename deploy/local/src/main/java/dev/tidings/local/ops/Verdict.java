package dev.tidings.local.ops;

/**
 * Whether something is as it should be.
 *
 * @param sentence why, for people
 */
record Verdict(Level level, String sentence) {
    static Verdict unknown(String sentence) {
        return new Verdict(Level.UNKNOWN, sentence);
    }

    static Verdict good(String sentence) {
        return new Verdict(Level.GOOD, sentence);
    }
}
