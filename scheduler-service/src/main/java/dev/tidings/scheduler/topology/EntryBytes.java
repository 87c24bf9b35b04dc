package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.HoldState;
import dev.tidings.scheduler.hold.StateFormat;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * The bytes of an id's entry. In the changelog: that it waits, until when, how it stands and what it holds; or that it ended,
 * when and how. What follows from that is split from it here: of what waits the id keeps the due time only, and all else lies by
 * due time.
 */
final class EntryBytes {
    /** What has ended lies by the hour: fine enough to forget it soon after its span, and a step of the clock is no matter. */
    static final long HOUR = 3_600_000;

    private static final byte WAITS = 1;
    private static final byte ENDED = 2;
    private static final int HEAD = 1 + Long.BYTES;

    private EntryBytes() {}

    /** What is logged of an id that waits. */
    static byte[] waits(long due, HoldState state, byte[] held) {
        byte[] stands = StateFormat.write(state);
        return ByteBuffer.allocate(HEAD + Short.BYTES + stands.length + held.length)
                .put(WAITS)
                .putLong(due)
                .putShort((short) stands.length)
                .put(stands)
                .put(held)
                .array();
    }

    /** What is logged of an id that has ended. */
    static byte[] ended(long at, HoldState state) {
        byte[] ended = StateFormat.write(state);
        return ByteBuffer.allocate(HEAD + ended.length)
                .put(ENDED)
                .putLong(at)
                .put(ended)
                .array();
    }

    static boolean isWaiting(byte[] entry) {
        return entry[0] == WAITS;
    }

    /** When it is due, or when it ended. */
    static long time(byte[] entry) {
        return ByteBuffer.wrap(entry).getLong(1);
    }

    /** How what has ended did. */
    static HoldState state(byte[] ended) {
        return StateFormat.read(ByteBuffer.wrap(ended, HEAD, ended.length - HEAD));
    }

    /** What is kept here under the id, of what was logged. */
    static byte[] local(byte[] logged) {
        return isWaiting(logged) ? waitsUntil(time(logged)) : logged;
    }

    /** What is kept here under the id of what waits. */
    static byte[] waitsUntil(long due) {
        return ByteBuffer.allocate(HEAD).put(WAITS).putLong(due).array();
    }

    /** Where the rest of it lies: by due time, or by the hour in which it ended. */
    static Bytes place(Bytes id, byte[] entry) {
        return isWaiting(entry) ? Family.DUE.of(time(entry), id) : Family.ENDED.of(time(entry) / HOUR, id);
    }

    /** What lies there, of what was logged. */
    static byte[] content(byte[] logged) {
        if (!isWaiting(logged)) {
            return new byte[0];
        }
        byte[] content = new byte[logged.length - HEAD];
        System.arraycopy(logged, HEAD, content, 0, content.length);
        return content;
    }

    /** How it stands, of what lies by due time. */
    static HoldState stands(byte[] content) {
        return StateFormat.read(ByteBuffer.wrap(content, Short.BYTES, length(content)));
    }

    /** What it holds, of what lies by due time. */
    static byte[] held(byte[] content) {
        int from = Short.BYTES + length(content);
        byte[] held = new byte[content.length - from];
        System.arraycopy(content, from, held, 0, held.length);
        return held;
    }

    private static int length(byte[] content) {
        return ByteBuffer.wrap(content).getShort();
    }
}
