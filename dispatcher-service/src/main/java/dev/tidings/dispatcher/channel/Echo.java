package dev.tidings.dispatcher.channel;

import dev.tidings.contract.SendTask;
import java.util.Optional;
import java.util.Set;

/**
 * The id of ours that a provider sends back in every receipt. By it a receipt finds its request also where the answer to
 * the call was lost. The adapter sends it along, and dispatch files the correlation under it.
 */
public final class Echo {
    private static final Set<String> CHANNELS = Set.of("whatsapp");

    private Echo() {}

    /** Empty where the channel's receipts carry the provider's own id only. */
    public static Optional<String> of(SendTask task) {
        return CHANNELS.contains(task.channel()) ? Optional.of(task.requestId() + '/' + task.step()) : Optional.empty();
    }
}
