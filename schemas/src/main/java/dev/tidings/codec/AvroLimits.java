package dev.tidings.codec;

import dev.tidings.topics.Topics;

/**
 * Bounds what a record may make Avro allocate. Avro reads these system properties once, when its decoder classes load, so
 * they are set before the first of them is touched; an operator's own setting stands.
 */
final class AvroLimits {
    static final int MAX_ITEMS = 1_000;

    private AvroLimits() {}

    static void set() {
        setIfAbsent("org.apache.avro.limits.bytes.maxLength", Topics.MAX_RECORD_BYTES);
        setIfAbsent("org.apache.avro.limits.string.maxLength", Topics.MAX_RECORD_BYTES);
        setIfAbsent("org.apache.avro.limits.collectionItems.maxLength", MAX_ITEMS);
    }

    private static void setIfAbsent(String property, int limit) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(limit));
        }
    }
}
