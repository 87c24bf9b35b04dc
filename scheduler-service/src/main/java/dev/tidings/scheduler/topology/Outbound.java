package dev.tidings.scheduler.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.SendTask;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Events of hold as records: key, bytes, and headers with an id that is the same however often it is written. */
final class Outbound {
    private static final String SOURCE = "/tidings/scheduler";

    private final Codec codec;
    private final Tracing tracing;

    Outbound(Codec codec, Tracing tracing) {
        this.codec = codec;
        this.tracing = tracing;
    }

    Record<byte @Nullable [], byte @Nullable []> task(String topic, SendTask task, long now) {
        String id = EventIds.attemptId(task.requestId(), task.step(), task.attempt());
        return record(topic, task.recipientKey(), id, task, now);
    }

    Record<byte @Nullable [], byte @Nullable []> watch(FallbackWatch watch, long now) {
        return record(Topics.WATCHES, watch.requestId(), watch.requestId() + "/watch", watch, now);
    }

    Record<byte @Nullable [], byte @Nullable []> unwatch(CancelFallback cancel, long now) {
        String id = cancel.requestId() + "/watch/cancel/" + cancel.cancelledAt().toEpochMilli();
        return record(Topics.WATCHES, cancel.requestId(), id, cancel, now);
    }

    Record<byte @Nullable [], byte @Nullable []> deadline(DeliveryDeadline deadline, long now) {
        String id = deadline.requestId() + '/' + deadline.step() + "/deadline/"
                + deadline.dueAt().toEpochMilli();
        return record(Topics.DEADLINES, deadline.requestId(), id, deadline, now);
    }

    Record<byte @Nullable [], byte @Nullable []> order(CampaignOrder order, long now) {
        return record(Topics.HOLDS, order.campaignId(), EventIds.campaignOrderId(order), order, now);
    }

    Record<byte @Nullable [], byte @Nullable []> result(DeliveryResult result, long now) {
        return record(Topics.RESULTS, result.requestId(), result.eventId(), result, now);
    }

    private Record<byte @Nullable [], byte @Nullable []> record(
            String topic, String key, String id, Event event, long now) {
        Headers headers = EventHeaders.of(id, Codec.type(event), SOURCE, Instant.ofEpochMilli(now));
        tracing.putInto(headers);
        return new Record<>(key.getBytes(StandardCharsets.UTF_8), codec.encode(topic, event), now, headers);
    }
}
