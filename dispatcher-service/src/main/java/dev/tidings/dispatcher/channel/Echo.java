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
        return AbilityTable.echoesOurId(task.channel())
                ? Optional.of(task.requestId() + '/' + task.step())
                : Optional.empty();
    }
}
