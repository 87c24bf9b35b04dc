package dev.tidings.local.letters;

/**
 * Where a record stands.
 *
 * @param offset in its partition
 */
record Place(String topic, int partition, long offset) {
    /** tidings.requests-3@512: the name by which it is known that it was replayed. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
