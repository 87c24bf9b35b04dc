package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.Grain;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.HoldState;
import dev.tidings.scheduler.hold.StateFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/**
 * The bytes of an id's entry. In the changelog: that it waits, until when, how it stands and what it holds; or that it ended,
 * when and how. What follows from that is split from it here: of what waits the id keeps when it is due and what it is
 * counted under, and all else lies by due time.
 */
final class EntryBytes {
    /** What has ended lies by the hour: fine enough to forget it soon after its span, and a step of the clock is no matter. */
    static final long HOUR = 3_600_000;

    private static final byte WAITS = 1;
    private static final byte ENDED = 2;
    private static final int HEAD = 1 + Long.BYTES;
    /** What it is counted under: its lane and its grain. */
    private static final int COUNTED = 2;

    private EntryBytes() {}

    /**
     * What is logged of an id that waits.
     *
     * @param grain of now
     */
    static byte[] waits(long due, Optional<HeldLane> lane, Grain grain, HoldState state, byte[] held) {
        byte[] stands = StateFormat.write(state);
        return ByteBuffer.allocate(HEAD + COUNTED + Short.BYTES + stands.length + held.length)
                .put(WAITS)
                .putLong(due)
                .put(HeldLane.code(lane))
                .put(grain.code())
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

    /** What is kept here under the id, of what was logged: of what waits, until when and what it is counted under. */
    static byte[] local(byte[] logged) {
        return isWaiting(logged) ? Arrays.copyOf(logged, HEAD + COUNTED) : logged;
    }

    /** What is kept under the id of what lies by due time. */
    static byte[] local(long due, byte[] content) {
        return ByteBuffer.allocate(HEAD + COUNTED)
                .put(WAITS)
                .putLong(due)
                .put(content, 0, COUNTED)
                .array();
    }

    /** The lane of what waits, by what is kept under its id or was logged; empty: it is not counted. */
    static Optional<HeldLane> lane(byte[] waits) {
        return HeldLane.of(waits[HEAD]);
    }

    /** The lane of what lies by due time. */
    static Optional<HeldLane> laneOf(byte[] content) {
        return HeldLane.of(content[0]);
    }

    static Grain grain(byte[] waits) {
        return Grain.of(waits[HEAD + 1]);
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
        return Arrays.copyOfRange(logged, HEAD, logged.length);
    }

    /** How it stands, of what lies by due time. */
    static HoldState stands(byte[] content) {
        return StateFormat.read(ByteBuffer.wrap(content, COUNTED + Short.BYTES, length(content)));
    }

    /** What it holds, of what lies by due time. */
    static byte[] held(byte[] content) {
        return Arrays.copyOfRange(content, COUNTED + Short.BYTES + length(content), content.length);
    }

    private static int length(byte[] content) {
        return ByteBuffer.wrap(content).getShort(COUNTED);
    }
}
