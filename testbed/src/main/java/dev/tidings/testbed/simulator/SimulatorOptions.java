package dev.tidings.testbed.simulator;

import dev.tidings.testbed.simulator.provider.Account;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one simulator runs.
 *
 * @param host Address to listen on; the loopback one unless someone means otherwise.
 * @param port Port to listen on; 0 takes a free one.
 * @param data Folder of journal.jsonl; null keeps the journal in memory only.
 * @param seed Makes ids and jitter repeatable; null for fresh ones on each start.
 * @param receipts When reports follow.
 * @param accounts The accounts that exist, each with where its reports go.
 */
public record SimulatorOptions(
        String host,
        int port,
        @Nullable Path data,
        @Nullable Long seed,
        ReceiptDelays receipts,
        List<Account> accounts) {
    /** The port of the local set-up. */
    public static final int DEFAULT_PORT = 18090;

    public SimulatorOptions {
        accounts = List.copyOf(accounts);
    }

    /** A simulator for tests: any free port, nothing on disk. */
    public static SimulatorOptions onAnyPort(List<Account> accounts) {
        return new SimulatorOptions("127.0.0.1", 0, null, null, ReceiptDelays.DEFAULT, accounts);
    }

    /** These options on that port. */
    public SimulatorOptions at(int chosen) {
        return new SimulatorOptions(host, chosen, data, seed, receipts, accounts);
    }

    /** These options with reports after those delays. */
    public SimulatorOptions reportingAfter(ReceiptDelays delays) {
        return new SimulatorOptions(host, port, data, seed, delays, accounts);
    }

    /** These options with the journal kept in that folder. */
    public SimulatorOptions keepingJournalIn(Path folder) {
        return new SimulatorOptions(host, port, folder, seed, receipts, accounts);
    }
}
