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
 * when and how. What follows from that is split from it here: what waits is held by due time, and all else stays under the id.
 */
final class EntryBytes {
    /** What has ended lies by the hour: fine enough to forget it soon after its span, and a step of the clock is no matter. */
    static final long HOUR = 3_600_000;

    private static final byte AHEAD = 1;
    private static final byte ENDED = 2;
    private static final byte BEHIND = 3;
    private static final int HEAD = 1 + Long.BYTES;
    /** What it is counted under: its lane and its grain. */
    private static final int COUNTED = 2;

    private static final byte WAITING = 0;
    private static final byte PARKED = 1;

    private EntryBytes() {}

    /**
     * What is logged of an id that waits.
     *
     * @param line where it waits: {@link Family#DUE} or {@link Family#BEHIND}
     * @param grain of now
     */
    static byte[] waits(Family line, long due, Optional<HeldLane> lane, Grain grain, HoldState state, byte[] held) {
        byte[] stands = StateFormat.write(state);
        return ByteBuffer.allocate(HEAD + COUNTED + Short.BYTES + stands.length + held.length)
                .put(line == Family.BEHIND ? BEHIND : AHEAD)
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

    /**
     * What is logged of an id that was released, and is no more than remembered from now on: how it stood is not decoded, so that
     * what cannot be read stays so.
     *
     * @param waits what is kept under the id
     * @param at when it counts as ended
     */
    static byte[] released(byte[] waits, long at) {
        byte[] ended = ByteBuffer.allocate(waits.length - COUNTED - Short.BYTES)
                .put(ENDED)
                .putLong(at)
                .put(waits, HEAD + COUNTED + Short.BYTES, waits.length - HEAD - COUNTED - Short.BYTES)
                .array();
        ended[HEAD] = StateFormat.released(ended[HEAD]);
        return ended;
    }

    static boolean isWaiting(byte[] entry) {
        return entry[0] != ENDED;
    }

    /** When it is due, or when it ended. */
    static long time(byte[] entry) {
        return ByteBuffer.wrap(entry).getLong(1);
    }

    /** How it stands, or how it ended. */
    static HoldState state(byte[] entry) {
        int from = isWaiting(entry) ? HEAD + COUNTED + Short.BYTES : HEAD;
        int length = isWaiting(entry) ? stands(entry) : entry.length - HEAD;
        return StateFormat.read(ByteBuffer.wrap(entry, from, length));
    }

    /** What is kept under the id, of what was logged: all but what it holds. */
    static byte[] local(byte[] logged) {
        return isWaiting(logged) ? Arrays.copyOf(logged, held(logged)) : logged;
    }

    /** The lane of what waits; empty: it is not counted. */
    static Optional<HeldLane> lane(byte[] waits) {
        return HeldLane.of(waits[HEAD]);
    }

    static Grain grain(byte[] waits) {
        return Grain.of(waits[HEAD + 1]);
    }

    /** Where the rest of it lies: by due time, or by the hour in which it ended. */
    static Bytes place(Bytes id, byte[] entry) {
        return switch (entry[0]) {
            case AHEAD -> Family.DUE.of(time(entry), id);
            case BEHIND -> Family.BEHIND.of(time(entry), id);
            default -> Family.ENDED.of(time(entry) / HOUR, id);
        };
    }

    /** What lies there, of what was logged: of what waits, what it is counted under, whether it is parked, and what it holds. */
    static byte[] content(byte[] logged) {
        if (!isWaiting(logged)) {
            return new byte[0];
        }
        int from = held(logged);
        byte[] content = new byte[COUNTED + 1 + logged.length - from];
        System.arraycopy(logged, HEAD, content, 0, COUNTED);
        content[COUNTED] = isParkedState(logged) ? PARKED : WAITING;
        System.arraycopy(logged, from, content, COUNTED + 1, logged.length - from);
        return content;
    }

    private static boolean isParkedState(byte[] logged) {
        return StateFormat.isParked(logged[HEAD + COUNTED + Short.BYTES]);
    }

    /** Where what it holds begins, in what was logged. */
    private static int held(byte[] logged) {
        return HEAD + COUNTED + Short.BYTES + stands(logged);
    }

    /** How many bytes tell how it stands. */
    private static int stands(byte[] waits) {
        return ByteBuffer.wrap(waits).getShort(HEAD + COUNTED);
    }

    /** The lane of what lies by due time. */
    static Optional<HeldLane> laneOf(byte[] content) {
        return HeldLane.of(content[0]);
    }

    /** The grain of what lies by due time. */
    static Grain grainOf(byte[] content) {
        return Grain.of(content[1]);
    }

    /** Whether what lies by due time was due while its campaign was paused. */
    static boolean isParked(byte[] content) {
        return content[COUNTED] == PARKED;
    }

    /** What it holds, of what lies by due time. */
    static byte[] heldOf(byte[] content) {
        return Arrays.copyOfRange(content, COUNTED + 1, content.length);
    }
}
