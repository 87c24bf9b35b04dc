package dev.tidings.codec;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads events with Kafka's consumers and with what is built on them: for an upstream service that reads results. What cannot be
 * read is a value too, and never an exception, which would keep a consumer at its record for ever.
 */
public final class EventDeserializer implements Deserializer<Decoded> {
    private final Codec codec;

    /** Reads single-object encoding. Settings that name a class need it. */
    public EventDeserializer() {
        this(Codec.singleObject());
    }

    /** Reads what this codec reads. */
    public EventDeserializer(Codec codec) {
        this.codec = codec;
    }

    @Override
    public Decoded deserialize(String topic, byte @Nullable [] value) {
        return deserialize(topic, new RecordHeaders(), value);
    }

    @Override
    public Decoded deserialize(String topic, Headers headers, byte @Nullable [] value) {
        return codec.decode(headers, value);
    }
}
