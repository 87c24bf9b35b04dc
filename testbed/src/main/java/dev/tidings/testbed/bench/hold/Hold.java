package dev.tidings.testbed.bench.hold;

/**
 * One message to be held.
 *
 * @param id comes back when it is released; at least 0
 * @param dueAt when that is to be, milliseconds since 1970
 */
public record Hold(long id, long dueAt) {
    /** Bytes that a subject stores for one hold, id and text together. */
    public static final int PAYLOAD_BYTES = 300;
}
