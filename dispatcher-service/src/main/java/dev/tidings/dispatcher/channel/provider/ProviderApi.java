package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.AccountLimits;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** What differs from provider to provider. Implementations are stateless, and know no clock but the one they are given. */
public interface ProviderApi {
    /** The channel it sends on, as accounts name it. */
    String channel();

    /** The adapter's name, as accounts name their provider. */
    String provider();

    /** The name of the credential to send with. */
    String sendingCredential();

    /** What bounds the sends of an account: what the catalog says, else what the provider allows every account. */
    AccountLimits limits(SenderAccount account);

    /** How many messages the provider counts a task for. */
    int parts(SendTask task);

    /** Writes the call for a task. */
    Draft draft(SendTask task, Sender sender);

    /** The message's id in an answer that accepted it. Empty: this answer accepted nothing. */
    Optional<String> acceptedId(JsonNode answer);

    /** The error code in an answer. Empty: it has none. */
    OptionalInt errorCode(JsonNode answer);

    /** What the provider's error codes mean. */
    ErrorTable errors();
}
