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
    private static final int PREFIX_BYTES = 5;

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
        if (bytes[0] != 0) {
            return Optional.empty();
        }
        if (bytes.length < PREFIX_BYTES) {
            throw new IOException("the schema id is cut off");
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        return Optional.of(new Prefixed(registry.schemaOf(id), PREFIX_BYTES));
    }
}
