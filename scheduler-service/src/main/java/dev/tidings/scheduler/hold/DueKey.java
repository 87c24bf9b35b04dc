package dev.tidings.scheduler.hold;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Key of what waits: its bytes, compared without sign, sort by time. Eight bytes of the due time in big-endian order,
 * one for the kind, and the id.
 *
 * @param due milliseconds since the epoch; never negative, since what is due in the past is never stored
 * @param kind what the entry is
 * @param id of the entry, unique within its kind
 */
public record DueKey(long due, Kind kind, String id) implements Comparable<DueKey> {
    private static final int PREFIX = Long.BYTES + 1;

    public DueKey {
        if (due < 0) {
            throw new IllegalArgumentException("due " + due + " is before the epoch");
        }
    }

    public byte[] toBytes() {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(PREFIX + name.length)
                .putLong(due)
                .put(kind.code())
                .put(name)
                .array();
    }

    /** What it is about. */
    public EntryId entry() {
        return new EntryId(kind, id);
    }

    /** Reads what {@link #toBytes} wrote. */
    public static DueKey of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long due = buffer.getLong();
        Kind kind = Kind.of(buffer.get());
        return new DueKey(due, kind, new String(bytes, PREFIX, bytes.length - PREFIX, StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(DueKey other) {
        int byTime = Long.compare(due, other.due);
        int byKind = byTime != 0 ? byTime : Byte.compare(kind.code(), other.kind.code());
        return byKind != 0 ? byKind : id.compareTo(other.id);
    }
}
