package dev.tidings.testbed.simulator;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How one simulator runs.
 *
 * @param host Address to listen on; the loopback one unless someone means otherwise.
 * @param port Port to listen on; 0 takes a free one.
 * @param data Folder of journal.jsonl; null keeps the journal in memory only.
 * @param webhook Where WhatsApp receipts go; null sends none.
 * @param seed Makes ids and jitter repeatable; null for fresh ones on each start.
 * @param receipts When receipts follow.
 * @param accounts The accounts that exist.
 */
public record SimulatorOptions(
        String host,
        int port,
        @Nullable Path data,
        @Nullable URI webhook,
        @Nullable Long seed,
        ReceiptDelays receipts,
        Accounts accounts) {
    /** The port of the local set-up. */
    public static final int DEFAULT_PORT = 18090;

    /** A simulator for tests: any free port, nothing on disk, sample accounts. */
    public static SimulatorOptions onAnyPort() {
        return new SimulatorOptions("127.0.0.1", 0, null, null, null, ReceiptDelays.DEFAULT, Accounts.SAMPLE);
    }

    /** These options with receipts sent to that address after those delays. */
    public SimulatorOptions reportingTo(URI url, ReceiptDelays delays) {
        return new SimulatorOptions(host, port, data, url, seed, delays, accounts);
    }

    /** These options with the journal kept in that folder. */
    public SimulatorOptions keepingJournalIn(Path folder) {
        return new SimulatorOptions(host, port, folder, webhook, seed, receipts, accounts);
    }

    /** These options on that port. */
    public SimulatorOptions onPort(int number) {
        return new SimulatorOptions(host, number, data, webhook, seed, receipts, accounts);
    }
}
