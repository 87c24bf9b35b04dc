package dev.tidings.codec;

import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;

/** How a schema is named in front of a record's Avro body. */
interface WireFormat {
    /** The bytes to put in front of a body of this schema. */
    byte[] prefix(String topic, Schema schema);

    /** Reads the prefix; empty where the bytes are not of this format. */
    Optional<Prefixed> read(byte[] bytes) throws IOException;

    /**
     * What the prefix says.
     *
     * @param writer the schema that the body was written with: one that ships with Tidings or the registry's, never the
     *     message's own
     * @param bodyOffset where the body begins
     */
    record Prefixed(Schema writer, int bodyOffset) {}
}
