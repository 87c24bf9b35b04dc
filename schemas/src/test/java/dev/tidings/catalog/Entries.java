package dev.tidings.catalog;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.TemplateState;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Sample entries, and the records they are in. */
final class Entries {
    static final Codec CODEC = Codec.singleObject();

    private Entries() {}

    static SenderAccount account(String id, boolean enabled) {
        return new SenderAccount(
                "whatsapp",
                id,
                null,
                enabled,
                "whatsapp-cloud",
                "https://graph.example",
                Map.of(),
                Map.of(),
                null,
                null);
    }

    static MessageTemplate template(String code, String language) {
        return new MessageTemplate(
                "whatsapp", code, language, code, TemplateState.APPROVED, ParameterFormat.NAMED, List.of());
    }

    static FallbackPolicy policy(String id) {
        return new FallbackPolicy(id, 1, true, Set.of(FallbackTrigger.SEND_FAILED), null, null, List.of(), Map.of());
    }

    static SmsService sms(String tenant, boolean enabled) {
        return new SmsService(tenant, enabled, null);
    }

    static ConsumerRecord<byte[], byte[]> record(long offset, Event entry) {
        return record(offset, CatalogKeys.of(entry), headers(entry), CODEC.encode(Topics.CATALOG, entry));
    }

    @SuppressWarnings("NullAway") // Kafka's record takes null for a tombstone.
    static ConsumerRecord<byte[], byte[]> record(long offset, String key, Headers headers, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                Topics.CATALOG,
                0,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }

    static ConsumerRecord<byte[], byte[]> tombstone(long offset, String key) {
        return record(offset, key, new RecordHeaders(), null);
    }

    static Headers headers(Event entry) {
        return EventHeaders.of("id", Codec.type(entry), "/test", Instant.EPOCH);
    }
}
