package dev.tidings.dispatcher.channel.webhook;

import dev.tidings.abilities.AbilityTable;
import dev.tidings.contract.SenderAccount;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The readers that there are.
 *
 * @param byProvider by the adapter's name
 */
public record WebhookReaders(Map<String, WebhookReader> byProvider) {
    /** Takes a copy of the map. */
    public WebhookReaders {
        byProvider = Map.copyOf(byProvider);
    }

    /** Who reads what comes for an account. Empty: its provider reports nothing by webhook. */
    public Optional<WebhookReader> of(SenderAccount account) {
        return Optional.ofNullable(byProvider.get(account.provider()))
                .filter(_ ->
                        AbilityTable.of(account.channel(), account.provider()).isPresent());
    }

    /** Who refuses what comes for an account that there is not: one who takes as long as for those that there are. */
    public Optional<WebhookReader> strangers(String channel) {
        return AbilityTable.providers(channel).stream()
                .flatMap(provider -> Stream.ofNullable(byProvider.get(provider)))
                .findFirst();
    }
}
