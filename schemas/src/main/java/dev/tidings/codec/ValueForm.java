package dev.tidings.codec;

import java.util.Optional;

/** What the first bytes of a record's value say. It holds nothing of the body. */
public sealed interface ValueForm {
    /** There is no value, or it has no bytes. */
    record Empty() implements ValueForm {}

    /**
     * Avro's single-object encoding.
     *
     * @param fingerprint the schema's CRC-64-AVRO in hexadecimal digits, as it stands in the value: little endian
     * @param schema the schema's full name, where it is known
     */
    record SingleObject(String fingerprint, Optional<String> schema) implements ValueForm {}

    /**
     * The Confluent wire format.
     *
     * @param id the schema's in the registry
     * @param schema the schema's full name, where the registry was asked and has it
     */
    record Registered(int id, Optional<String> schema) implements ValueForm {}

    /**
     * Neither, or cut off before its schema is named.
     *
     * @param firstByte 0 to 255
     */
    record Other(int firstByte) implements ValueForm {}
}
