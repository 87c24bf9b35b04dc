package dev.tidings.dispatcher.channel.webhook;

import dev.tidings.contract.Receipt;
import java.util.List;

/**
 * All that a webhook said.
 *
 * @param receipts in the order they came
 * @param fates one for each status
 */
public record Statuses(List<Receipt> receipts, List<Fate> fates) {}
