package dev.tidings.dispatcher.channel.credentials;

import dev.tidings.contract.SenderAccount;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log of each account's credential that leads to nothing: once, however often it is wanted, and once more when it
 * was there in between or something else is wrong with it. Holds one entry for each of them.
 */
public final class MissingSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(MissingSecrets.class);

    private final ConcurrentMap<Place, String> told = new ConcurrentHashMap<>();

    private record Place(String channel, String accountId, String credential) {
        static Place of(SenderAccount account, String credential) {
            return new Place(account.channel(), account.accountId(), credential);
        }
    }

    /**
     * It is not there.
     *
     * @param cause as {@link SecretLookup.Missing} has it
     */
    public void missing(SenderAccount account, String credential, String cause) {
        if (!cause.equals(told.put(Place.of(account, credential), cause))) {
            LOG.atError()
                    .addKeyValue("channel", account.channel())
                    .addKeyValue("accountId", account.accountId())
                    .addKeyValue("cause", cause)
                    .log("what needs the account's credential {} is refused until it can be found", credential);
        }
    }

    /** It is there. */
    public void found(SenderAccount account, String credential) {
        if (!told.isEmpty()) {
            told.remove(Place.of(account, credential));
        }
    }
}
