package dev.tidings.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Avro's single-object encoding: C3 01, then the schema's CRC-64-AVRO fingerprint, little endian. Needs no server. */
final class SingleObjectFormat implements WireFormat {
    static final int PREFIX_BYTES = 10;

    private static final int MAGIC_BYTES = 2;

    private final Map<Long, Schema> known = new HashMap<>();
    /** A fingerprint is made of the schema's whole text: dearer than everything else about writing a record. */
    private final Map<Schema, byte[]> prefixes = new ConcurrentHashMap<>();

    SingleObjectFormat(Collection<Schema> schemas) {
        schemas.forEach(schema -> known.put(SchemaNormalization.parsingFingerprint64(schema), schema));
    }

    @Override
    public byte[] prefix(String topic, Schema schema) {
        return prefixes.computeIfAbsent(schema, SingleObjectFormat::prefix).clone();
    }

    private static byte[] prefix(Schema schema) {
        return ByteBuffer.allocate(PREFIX_BYTES)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }

    @Override
    public Optional<Prefixed> read(byte[] bytes) throws IOException {
        if (!begins(bytes)) {
            return Optional.empty();
        }
        if (bytes.length < PREFIX_BYTES) {
            throw new IOException("the single-object header is cut off");
        }
        Schema writer = known.get(ByteBuffer.wrap(bytes, MAGIC_BYTES, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong());
        if (writer == null) {
            throw new IOException("no known schema has this fingerprint");
        }
        return Optional.of(new Prefixed(writer, PREFIX_BYTES));
    }

    static boolean begins(byte[] bytes) {
        return bytes.length >= MAGIC_BYTES && bytes[0] == (byte) 0xC3 && bytes[1] == (byte) 0x01;
    }

    /** In hexadecimal digits, as it stands there. */
    static String fingerprint(byte[] bytes) {
        return HexFormat.of().formatHex(bytes, MAGIC_BYTES, PREFIX_BYTES);
    }
}
