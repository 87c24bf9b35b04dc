package dev.tidings.dispatcher.webhook;

import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.MissingSecrets;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.credentials.SecretLookup;
import java.util.List;

/**
 * The secrets that accounts' webhooks are checked with.
 *
 * @param credentials where they come from
 * @param missing who is told where there are none
 */
record AccountSecrets(Credentials credentials, MissingSecrets missing) {
    List<Secret> of(SenderAccount account, String credential) {
        List<Secret> found = credentials.forVerifying(account, credential);
        if (found.isEmpty()
                && credentials.forSending(account, credential) instanceof SecretLookup.Missing(String cause)) {
            missing.missing(account, credential, cause);
        }
        return found;
    }
}
