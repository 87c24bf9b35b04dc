package dev.tidings.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The Confluent wire format: a zero byte, then the schema's id in the registry, four bytes, big endian. Subjects are named
 * topic and record ({@code TopicRecordNameStrategy}), because a topic carries several types.
 */
final class ConfluentFormat implements WireFormat {
    static final int PREFIX_BYTES = 5;

    private final SchemaRegistry registry;

    ConfluentFormat(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public byte[] prefix(String topic, Schema schema) {
        int id = registry.idOf(topic + "-" + schema.getFullName(), schema);
        return ByteBuffer.allocate(PREFIX_BYTES).put((byte) 0).putInt(id).array();
    }

    @Override
    public Optional<Prefixed> read(byte[] bytes) throws IOException {
        if (!begins(bytes)) {
            return Optional.empty();
        }
        if (bytes.length < PREFIX_BYTES) {
            throw new IOException("the schema id is cut off");
        }
        return Optional.of(new Prefixed(registry.schemaOf(id(bytes)), PREFIX_BYTES));
    }

    static boolean begins(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == 0;
    }

    /** The schema's. */
    static int id(byte[] bytes) {
        return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    }
}
