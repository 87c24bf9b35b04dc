package dev.tidings.fallback.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.fallback.plan.Reading;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Bytes to an {@link Arrival}: everything that can be wrong with a record is found here, before any state is touched. */
final class ReadRecord {
    private static final int LONGEST_REQUEST_ID = 64;

    /** Many times a watch that keeps the contract, and small enough that whatever is made of it fits into a record. */
    private static final int LARGEST_WATCH = Topics.MAX_RECORD_BYTES / 4;

    private final Codec codec;

    ReadRecord(Codec codec) {
        this.codec = codec;
    }

    Arrival read(String topic, Record<byte[], byte[]> from) {
        byte @Nullable [] value = from.value();
        return switch (codec.decode(from.headers(), value)) {
            case Decoded.UnknownType _ -> new Arrival.OfUnknownType();
            case Decoded.Undecodable(String cause) -> new Arrival.Unusable(cause);
            case Decoded.Known(Event event) ->
                topic.equals(Topics.WATCHES) && value != null && value.length > LARGEST_WATCH
                        ? new Arrival.Unusable("it is larger than any watch")
                        : read(topic, from.key(), event);
        };
    }

    private static Arrival read(String topic, byte @Nullable [] key, Event event) {
        if (topic.equals(Topics.RESULTS) && event instanceof DeliveryResult result) {
            return keyed(key, result.requestId(), report(result));
        }
        if (topic.equals(Topics.WATCHES) && event instanceof FallbackWatch watch) {
            return keyed(key, watch.requestId(), new Arrival.OfWatch(watch));
        }
        if (topic.equals(Topics.WATCHES) && event instanceof CancelFallback cancel) {
            return keyed(key, cancel.requestId(), new Arrival.OfCancel(cancel));
        }
        if (topic.equals(Topics.DEADLINES) && event instanceof DeliveryDeadline deadline) {
            return keyed(key, deadline.requestId(), new Arrival.OfDeadline(deadline));
        }
        return new Arrival.Unusable("an event of this type does not belong on this topic");
    }

    /**
     * The key decides which partition's state judges the request. Under a wrong key the same request could be judged in two
     * places, and get two messages.
     */
    private static Arrival keyed(byte @Nullable [] key, String requestId, Arrival arrival) {
        if (requestId.isBlank() || requestId.length() > LONGEST_REQUEST_ID) {
            return new Arrival.Unusable("the request's id has not 1 to " + LONGEST_REQUEST_ID + " characters");
        }
        return key != null && Arrays.equals(key, requestId.getBytes(StandardCharsets.UTF_8))
                ? arrival
                : new Arrival.Unusable("the key is not the request's id");
    }

    private static Arrival report(DeliveryResult result) {
        return switch (Reading.of(result)) {
            case Reading.Relevant(var report) -> new Arrival.OfReport(result.requestId(), report);
            case Reading.Irrelevant(var why) -> new Arrival.Irrelevant(why);
        };
    }
}
