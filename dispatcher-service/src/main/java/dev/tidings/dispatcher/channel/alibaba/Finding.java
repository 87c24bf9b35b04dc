package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.Receipt;
import dev.tidings.dispatcher.channel.webhook.Fate;

/** What was found in one report. */
sealed interface Finding {
    /**
     * Something of a message of ours. Next: it is published.
     *
     * @param receipt as it is published
     */
    record Told(Receipt receipt) implements Finding {}

    /**
     * Nothing to pass on. Next: it is counted.
     *
     * @param fate why not
     */
    record Nothing(Fate fate) implements Finding {}

    /** Reads the reports of one service. */
    @FunctionalInterface
    interface Reader {
        Finding read(Report report);
    }
}
