package dev.tidings.local.ops;

/** What came of asking one service for its metrics. A service that was missed keeps its last readings, which stand still. */
sealed interface Scrape {
    /** It answered. */
    record Seen(Readings readings) implements Scrape {}

    /**
     * It did not.
     *
     * @param why in a few words, without an address
     */
    record Missed(String why) implements Scrape {}
}
