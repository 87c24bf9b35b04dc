package dev.tidings.dispatcher.channel.registry;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AbilityTable;
import dev.tidings.catalog.Catalog;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.provider.ProviderApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds an account that can send, together with the adapter that speaks for it. */
final class AccountLookup {
    private final Catalog catalog;
    private final Map<String, ProviderApi> apis;

    AccountLookup(Catalog catalog, List<ProviderApi> apis) {
        this.catalog = catalog;
        this.apis = apis.stream().collect(Collectors.toUnmodifiableMap(ProviderApi::provider, Function.identity()));
    }

    /** Empty: unknown, disabled, or of a provider that no adapter speaks for on this channel. */
    Optional<Found> find(String channel, String accountId) {
        return catalog.account(channel, accountId).flatMap(this::able);
    }

    /** All of them. */
    Stream<Found> all() {
        return catalog.accounts().stream().flatMap(account -> able(account).stream());
    }

    private Optional<Found> able(SenderAccount account) {
        ProviderApi api = account.enabled() ? apis.get(account.provider()) : null;
        return api == null
                ? Optional.empty()
                : AbilityTable.of(account.channel(), account.provider())
                        .map(abilities -> new Found(account, abilities, api));
    }

    record Found(SenderAccount account, Abilities abilities, ProviderApi api) {}
}
