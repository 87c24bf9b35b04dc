package dev.tidings.scheduler.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
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
import java.time.Duration;
import java.time.Instant;
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

    /** Further ahead than any request can be due, its spread, window and validity included. */
    Duration MAX_AHEAD = Duration.ofDays(11 * 365);

    static Inbound read(Codec codec, String topic, Record<byte @Nullable [], byte @Nullable []> in, long now) {
        byte[] value = in.value();
        // What other services ask hold for is larger than the request that it is about: its only bound is the topic's.
        if (topic.equals(Topics.REQUESTS) && value != null && value.length > MAX_REQUEST_BYTES) {
            return new Bad(
                    "oversize: the value has " + value.length + " bytes, at most " + MAX_REQUEST_BYTES + " are read");
        }
        return switch (codec.decode(in.headers(), value)) {
            case Decoded.UnknownType _ -> new Skipped();
            case Decoded.Undecodable(String cause) -> new Bad(cause);
            case Decoded.Known(Event event) -> checked(event, topic, in.key(), now);
        };
    }

    private static Inbound checked(Event event, String topic, byte @Nullable [] key, long now) {
        Optional<String> id = id(event, topic);
        if (id.isEmpty()) {
            return new Bad(event.getClass().getSimpleName() + " does not belong on " + topic);
        }
        String about = id.get();
        String name = event instanceof CampaignControl || event instanceof CampaignOrder ? "campaignId" : "requestId";
        if (!Arrays.equals(about.getBytes(StandardCharsets.UTF_8), key)) {
            return new Bad("the record's key is not the " + name);
        }
        if (about.isBlank() || about.length() > MAX_ID_CHARS) {
            return new Bad("the " + name + " is blank or has more than " + MAX_ID_CHARS + " characters");
        }
        return switch (event) {
            case RetryHold retry when Lane.named(retry.lane()).isEmpty() -> new Bad("RetryHold.lane: unknown lane");
            case RetryHold _, DeadlineHold _, AttemptConfirmed _
            when !RequestRules.isRequestId(about) -> new Bad("the requestId is malformed");
            // Held, it would never come back.
            case RetryHold retry
            when isTooFar(retry.dueAt(), now) -> new Bad("RetryHold.dueAt: is more than 11 years ahead");
            case DeadlineHold deadline
            when isTooFar(deadline.dueAt(), now) -> new Bad("DeadlineHold.dueAt: is more than 11 years ahead");
            case CampaignOrder order
            when order.action() == CampaignAction.UNRECOGNIZED -> new Bad("CampaignOrder.action: is not known");
            default -> new Good(event);
        };
    }

    private static boolean isTooFar(Instant dueAt, long now) {
        return dueAt.isAfter(Instant.ofEpochMilli(now).plus(MAX_AHEAD));
    }

    /** The id of what it is about; empty where it does not belong on the topic. */
    private static Optional<String> id(Event event, String topic) {
        return switch (topic) {
            case Topics.REQUESTS ->
                switch (event) {
                    case SendRequest request -> Optional.of(request.requestId());
                    case CancelSend cancel -> Optional.of(cancel.requestId());
                    case RescheduleSend reschedule -> Optional.of(reschedule.requestId());
                    case CampaignControl control -> Optional.of(control.campaignId());
                    default -> Optional.empty();
                };
            case Topics.HOLDS ->
                switch (event) {
                    case RetryHold retry -> Optional.of(retry.task().requestId());
                    case DeadlineHold deadline -> Optional.of(deadline.requestId());
                    case AttemptConfirmed confirmed ->
                        Optional.of(confirmed.correlation().requestId());
                    case CampaignOrder order -> Optional.of(order.campaignId());
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }
}
