package dev.tidings.testbed.bench.dispatch;

import dev.tidings.testbed.bench.kit.Phones;
import java.util.SplittableRandom;

/**
 * Who gets which task, and from which account. Drawn from one seed, so that all subjects have the same to do. An account
 * has recipients of its own: what holds up one account must not hold up others by the order of a recipient.
 */
final class Workload {
    private static final long SEED = 20_261_124;

    private final int[] recipients;
    private final int accounts;

    private Workload(int[] recipients, int accounts) {
        this.recipients = recipients;
        this.accounts = accounts;
    }

    /** Uniform over the recipients, and so over the accounts. */
    static Workload uniform(int tasks, int recipients, int accounts) {
        SplittableRandom random = new SplittableRandom(SEED);
        return new Workload(random.ints(tasks, 0, recipients).toArray(), accounts);
    }

    int size() {
        return recipients.length;
    }

    /** The address of a task's recipient. */
    String phone(int number) {
        return Phones.of(recipients[number]);
    }

    /** The account of a task, from 0 on. */
    int account(int number) {
        return recipients[number] % accounts;
    }
}
