package dev.tidings.codec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidings.contract.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Events to bytes and back. Reads every wire format it was given and writes the first of them. A schema never comes from
 * the message itself: it ships with Tidings, or the registry has it. Safe for use by many threads.
 */
public final class Codec {
    /** Many times the versions that all events have. */
    private static final int MAX_READERS = 1_000;

    static {
        AvroLimits.set();
    }

    private final List<WireFormat> formats;
    // Avro's readers and writers may be shared by threads, and to make one costs more than to use it.
    private final Map<Schema, SpecificDatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();
    /** By the writer's schema. Bounded: what a registry has is not in our hands. */
    private final Cache<Schema, SpecificDatumReader<SpecificRecord>> readers =
            Caffeine.newBuilder().maximumSize(MAX_READERS).build();

    private Codec(List<WireFormat> formats) {
        this.formats = formats;
    }

    /** Writes and reads single-object encoding, and needs no server. */
    public static Codec singleObject() {
        return new Codec(List.of(new SingleObjectFormat(EventSchemas.allVersions())));
    }

    /** Writes the Confluent wire format and reads both. */
    public static Codec withRegistry(SchemaRegistry registry) {
        return new Codec(List.of(new ConfluentFormat(registry), new SingleObjectFormat(EventSchemas.allVersions())));
    }

    /** The event's type in {@code ce_type}: the full name of its Avro schema. */
    public static String type(Event event) {
        return "dev.tidings.avro." + event.getClass().getSimpleName();
    }

    /**
     * The event in the configured wire format.
     *
     * @param topic where the bytes will go: a registry's subjects are named after it
     */
    public byte[] encode(String topic, Event event) {
        SpecificRecord datum = ToAvro.event(event);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            bytes.write(formats.getFirst().prefix(topic, datum.getSchema()));
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writers.computeIfAbsent(datum.getSchema(), schema -> new SpecificDatumWriter<>(schema))
                    .write(datum, encoder);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /**
     * Reads a record's value.
     *
     * @param headers the record's; {@code ce_type} may be absent, and then the schema says the type
     * @param value the record's value; null and empty are {@link Decoded.Undecodable}
     * @throws SchemaRegistryUnavailableException where the registry is needed and does not answer: the record is not
     *     bad, so try again
     */
    public Decoded decode(Headers headers, byte @Nullable [] value) {
        String type = EventHeaders.text(headers, EventHeaders.TYPE);
        if (type != null && !EventSchemas.current().containsKey(type)) {
            return new Decoded.UnknownType(type);
        }
        return decode(type, value);
    }

    /**
     * What the value's first bytes say of its schema, for who must not see its body.
     *
     * @throws SchemaRegistryUnavailableException where the registry is needed and does not answer
     */
    public ValueForm form(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return new ValueForm.Empty();
        }
        Optional<String> schema = schemaName(value);
        if (SingleObjectFormat.begins(value) && value.length >= SingleObjectFormat.PREFIX_BYTES) {
            return new ValueForm.SingleObject(SingleObjectFormat.fingerprint(value), schema);
        }
        if (ConfluentFormat.begins(value) && value.length >= ConfluentFormat.PREFIX_BYTES) {
            return new ValueForm.Registered(ConfluentFormat.id(value), schema);
        }
        return new ValueForm.Other(Byte.toUnsignedInt(value[0]));
    }

    private Optional<String> schemaName(byte[] value) {
        try {
            return Optional.of(prefixed(value).writer().getFullName());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Decoded decode(@Nullable String type, byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return unreadable("the value is empty");
        }
        try {
            WireFormat.Prefixed prefixed = prefixed(value);
            String name = prefixed.writer().getFullName();
            Schema reader = EventSchemas.current().get(name);
            if (reader == null) {
                return unreadable("the schema is not one of an event");
            }
            if (type != null && !type.equals(name)) {
                return unreadable("ce_type and schema name different types");
            }
            return new Decoded.Known(read(prefixed, reader, value));
        } catch (SchemaRegistryUnavailableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Avro throws many kinds of runtime exception over broken bytes, and some quote them: only the kind is
            // told.
            return unreadable("the body does not fit its schema: " + cause(e));
        }
    }

    private WireFormat.Prefixed prefixed(byte[] value) throws IOException {
        for (WireFormat format : formats) {
            Optional<WireFormat.Prefixed> prefixed = format.read(value);
            if (prefixed.isPresent()) {
                return prefixed.get();
            }
        }
        throw new IOException("the first byte is of no known wire format");
    }

    private Event read(WireFormat.Prefixed prefixed, Schema reader, byte[] value) throws IOException {
        int length = value.length - prefixed.bodyOffset();
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, prefixed.bodyOffset(), length, null);
        // The reader's schema follows from the writer's, which has its name.
        SpecificRecord datum = readers.get(
                        prefixed.writer(),
                        writer -> new SpecificDatumReader<>(writer, reader, SpecificData.getForSchema(reader)))
                .read(null, decoder);
        if (!decoder.isEnd()) {
            throw new AvroRuntimeException("bytes are left over");
        }
        return FromAvro.event(datum);
    }

    private static Decoded unreadable(String why) {
        return new Decoded.Undecodable(Decoded.UNREADABLE + why);
    }

    private static String cause(Exception e) {
        return e.getClass() == IOException.class
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }
}
