package dev.tidings.dispatcher.channel.registry;

import dev.tidings.catalog.Catalog;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.provider.ProviderApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        return catalog.account(channel, accountId)
                .filter(SenderAccount::enabled)
                .flatMap(account -> Optional.ofNullable(apis.get(account.provider()))
                        .filter(api -> api.channel().equals(channel))
                        .map(api -> new Found(account, api)));
    }

    record Found(SenderAccount account, ProviderApi api) {}
}
