package dev.tidings.dispatcher.channel;

import dev.tidings.abilities.AbilityTable;
import dev.tidings.contract.SendTask;
import java.util.Optional;

/**
 * The id of ours that a provider sends back in every receipt. By it a receipt finds its request also where the answer to
 * the call was lost. The adapter sends it along, and dispatch files the correlation under it.
 */
public final class Echo {
    private Echo() {}

    /** Empty where the channel's receipts carry the provider's own id only. */
    public static Optional<String> of(SendTask task) {
        return AbilityTable.echoesOurId(task.channel()) ? Optional.of(idOf(task)) : Optional.empty();
    }

    /**
     * The id itself, also where no receipt is found by it: it helps whoever looks into the provider's own records. With the time of
     * acceptance: an id may be used again while receipts of its last request are still coming. At most 100 characters.
     */
    public static String idOf(SendTask task) {
        return task.requestId() + '/' + task.step() + '@' + task.acceptedAt().toEpochMilli();
    }
}
