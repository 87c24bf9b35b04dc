package dev.tidings.scheduler.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.Event;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What a record that came in turns out to be. */
sealed interface Inbound {
    /** One that hold acts on. */
    record Good(Event event) implements Inbound {}

    /** Of a type that this version does not know: it is counted. */
    record Skipped() implements Inbound {}

    /**
     * To the dead letters.
     *
     * @param cause why, quoting nothing of the record
     */
    record Bad(String cause) implements Inbound {}

    /** Larger than any request whose fields are within their bounds, with room for what is around its texts. */
    int MAX_REQUEST_BYTES = 2 * RequestRules.MAX_BYTES;

    /** The longest id that is answered when it is malformed; a longer one is no id. */
    int MAX_ID_CHARS = 256;

    static Inbound read(Codec codec, String topic, Record<byte @Nullable [], byte @Nullable []> in) {
        byte[] value = in.value();
        // What other services ask hold for is larger than the request that it is about: its only bound is the topic's.
        if (topic.equals(Topics.REQUESTS) && value != null && value.length > MAX_REQUEST_BYTES) {
            return new Bad(
                    "oversize: the value has " + value.length + " bytes, at most " + MAX_REQUEST_BYTES + " are read");
        }
        return switch (codec.decode(in.headers(), value)) {
            case Decoded.UnknownType _ -> new Skipped();
            case Decoded.Undecodable(String cause) -> new Bad(cause);
            case Decoded.Known(Event event) -> checked(event, topic, in.key());
        };
    }

    private static Inbound checked(Event event, String topic, byte @Nullable [] key) {
        Optional<String> id = requestId(event, topic);
        if (id.isEmpty()) {
            return new Bad(event.getClass().getSimpleName() + " does not belong on " + topic);
        }
        String requestId = id.get();
        if (!Arrays.equals(requestId.getBytes(StandardCharsets.UTF_8), key)) {
            return new Bad("the record's key is not the requestId");
        }
        if (requestId.isBlank() || requestId.length() > MAX_ID_CHARS) {
            return new Bad("the requestId is blank or has more than " + MAX_ID_CHARS + " characters");
        }
        return switch (event) {
            case RetryHold retry when Lane.named(retry.lane()).isEmpty() -> new Bad("RetryHold.lane: unknown lane");
            case RetryHold _, DeadlineHold _
            when !RequestRules.isRequestId(requestId) -> new Bad("the requestId is malformed");
            default -> new Good(event);
        };
    }

    /** The id of the request that it is about; empty where it does not belong on the topic. */
    private static Optional<String> requestId(Event event, String topic) {
        return switch (topic) {
            case Topics.REQUESTS ->
                switch (event) {
                    case SendRequest request -> Optional.of(request.requestId());
                    case CancelSend cancel -> Optional.of(cancel.requestId());
                    case RescheduleSend reschedule -> Optional.of(reschedule.requestId());
                    default -> Optional.empty();
                };
            case Topics.HOLDS ->
                switch (event) {
                    case RetryHold retry -> Optional.of(retry.task().requestId());
                    case DeadlineHold deadline -> Optional.of(deadline.requestId());
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }
}
