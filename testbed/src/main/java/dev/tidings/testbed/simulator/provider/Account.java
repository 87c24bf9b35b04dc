package dev.tidings.testbed.simulator.provider;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A customer's account at a provider, with what the two share. Its secrets are never printed.
 *
 * @param channel The channel, as the catalog names it.
 * @param id Its id in the catalog.
 * @param provider The provider, as the catalog names it.
 * @param webhook Where the customer takes reports; null where nobody does.
 * @param settings What the catalog says of it: ids and senders by the names that the adapter reads.
 * @param secrets The values of its credentials, by the names that the adapter reads.
 */
public record Account(
        String channel,
        String id,
        String provider,
        @Nullable URI webhook,
        Map<String, String> settings,
        Map<String, String> secrets) {
    public Account {
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
    }

    /**
     * Accounts by what the provider tells them apart by.
     *
     * @throws IllegalArgumentException when an account lacks it, or two have the same.
     */
    public static Map<String, Account> by(Function<Account, String> part, List<Account> accounts) {
        Map<String, Account> all = new HashMap<>();
        for (Account account : accounts) {
            Account other = all.put(part.apply(account), account);
            if (other != null) {
                throw new IllegalArgumentException(other + " and " + account + " are one and the same at the provider");
            }
        }
        return Map.copyOf(all);
    }

    /**
     * A setting.
     *
     * @throws IllegalArgumentException when the account lacks it.
     */
    public String setting(String name) {
        return optionalSetting(name)
                .orElseThrow(() -> new IllegalArgumentException(this + " lacks the setting " + name));
    }

    /** A setting, if the account has it. */
    public Optional<String> optionalSetting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /**
     * A secret.
     *
     * @throws IllegalArgumentException when the account lacks it.
     */
    public String secret(String name) {
        return optionalSecret(name)
                .orElseThrow(() -> new IllegalArgumentException(this + " lacks the credential " + name));
    }

    /** A secret, if the account has it. */
    public Optional<String> optionalSecret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public String toString() {
        return "the account " + channel + "/" + id;
    }
}
