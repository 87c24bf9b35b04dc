package dev.tidings.dispatcher.engine;

import dev.tidings.dispatcher.account.Accounts;
import dev.tidings.topics.Lane;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of each account's limits this instance has the part that it has of all partitions of all lanes, also of those which other
 * instances serve: so the parts of all instances never come to more than the whole. Belongs to the poll thread.
 *
 * <p>Limits are divided at once with what is known, and without asking anybody: who gives partitions back must not go on with their
 * part until Kafka answers. How many partitions there are is asked afterwards, in case that some were added.
 */
final class Shares {
    private static final Logger LOG = LoggerFactory.getLogger(Shares.class);
    private static final Duration LOOK_UP_WITHIN = Duration.ofMillis(1500);

    private final Consumer<?, ?> consumer;
    private final Accounts accounts;
    private final String lane;
    private final AskAgain again;
    private int owned;
    /** 0: not known yet, and this instance has no part of any limit. */
    private int all;

    private boolean isToBeAsked;

    /** @param lane the topic of any lane: they have equally many partitions */
    Shares(Consumer<?, ?> consumer, Accounts accounts, String lane, AskAgain again) {
        this.consumer = consumer;
        this.accounts = accounts;
        this.lane = lane;
        this.again = again;
    }

    /**
     * From now on so many partitions are owned. Who has as many as before goes on as before: its part was nobody else's meanwhile, since
     * what it gave back or lost was told here too.
     */
    void divide(int partitions) {
        isToBeAsked = true;
        if (partitions != owned) {
            owned = partitions;
            apply();
        }
    }

    void turn() {
        if (isToBeAsked && owned > 0 && again.isDue()) {
            ask();
        }
    }

    /** Whether this instance knows its part of the limits; without it nothing goes to an account that has one. */
    boolean areKnown() {
        return owned == 0 || all > 0;
    }

    private void ask() {
        try {
            int found = Math.max(consumer.partitionsFor(lane, LOOK_UP_WITHIN).size() * Lane.values().length, owned);
            again.answered();
            isToBeAsked = false;
            if (found != all) {
                all = found;
                apply();
            }
        } catch (TimeoutException e) {
            again.failed(LookUp.PARTITIONS);
            LOG.warn(
                    "how many partitions there are is not known now, asking again: {}",
                    all == 0 ? "accounts with a limit are not sent through" : "limits are divided by the last number");
        }
    }

    /** Without partitions it stays as it was: nothing begins, and what runs has to find its end for the reason that it has. */
    private void apply() {
        if (all > 0 && owned > 0) {
            accounts.share((double) owned / Math.max(all, owned));
        }
    }
}
