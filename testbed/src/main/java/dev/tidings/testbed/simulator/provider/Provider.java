package dev.tidings.testbed.simulator.provider;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One provider's API. It looks at a call and says what it would answer; whether the caller is told so is not its business. */
public interface Provider {
    /** Whether this call is the provider's. */
    Claim claim(Call call);

    /** Looks at a call. */
    Inquiry open(Call call);

    /**
     * The answer that the provider gives with an HTTP status.
     *
     * @param status HTTP status.
     * @param code The provider's own error code, one that it has; null for the usual one of that status.
     */
    Answer trouble(int status, @Nullable String code);

    /** Whether the provider's error codes look like this. */
    default boolean hasCode(String code) {
        return code.matches("\\d{1,6}");
    }

    /**
     * The call that sets an account's webhook up.
     *
     * @return empty where the provider makes none, or the account has nothing to set up with.
     */
    default Optional<Handshake> handshake(Account account) {
        return Optional.empty();
    }

    /** A call that is being looked at. */
    interface Inquiry {
        /** Who it is from and for. */
        Address address();

        /** Checks it as the provider does, as if the named templates had been deleted. */
        Verdict judge(Set<String> deletedTemplates);
    }

    /** Makes a provider. */
    @FunctionalInterface
    interface Factory {
        /**
         * A provider with its customers.
         *
         * @throws IllegalArgumentException when an account lacks something; the message says what.
         */
        Provider create(List<Account> accounts, Ids ids, InstantSource clock);
    }
}
