package dev.tidings.dispatcher.channel.provider;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AbilityTable;
import dev.tidings.abilities.Validity;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.credentials.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account with the secret to send with.
 *
 * @param account the account as it is in the catalog now
 * @param secret the credential that the adapter asked for
 */
public record Sender(SenderAccount account, Secret secret) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

    /** What an account of this provider can do. */
    public Abilities abilities() {
        return AbilityTable.of(account.channel(), account.provider())
                .orElseThrow(() -> new IllegalStateException("who cannot send has no adapter"));
    }

    /** How long from now the provider is to try, within what it can be told. */
    public Duration validity(SendTask task, Instant now) {
        Validity bounds = abilities().validity();
        if (bounds == null) {
            throw new IllegalStateException(account.provider() + " cannot be told how long to try");
        }
        return bounds.within(Duration.between(now, task.validUntil()));
    }

    /** A setting that becomes part of a path: only when it cannot change the path's shape. */
    public Optional<String> pathSetting(String name) {
        return setting(name).filter(value -> PLAIN.matcher(value).matches());
    }

    /** A setting, unless it is blank. */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(account.settings().get(name)).filter(value -> !value.isBlank());
    }
}
