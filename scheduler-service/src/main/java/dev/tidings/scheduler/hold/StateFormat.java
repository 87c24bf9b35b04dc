package dev.tidings.scheduler.hold;

import dev.tidings.scheduler.hold.HoldState.CancelledAhead;
import dev.tidings.scheduler.hold.HoldState.End;
import dev.tidings.scheduler.hold.HoldState.Ended;
import dev.tidings.scheduler.hold.HoldState.Noted;
import dev.tidings.scheduler.hold.HoldState.Origin;
import dev.tidings.scheduler.hold.HoldState.Parked;
import dev.tidings.scheduler.hold.HoldState.Unreadable;
import dev.tidings.scheduler.hold.HoldState.Waiting;
import dev.tidings.scheduler.intake.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The bytes of a {@link HoldState}: a tag (an end's own code where it has ended), then what its case has. Kept small, since one
 * is written for every send and stays for a day.
 */
public final class StateFormat {
    private static final byte NOTED = 0;
    private static final byte WAITING = 1;
    // 2 to 5 are the codes of the ends.
    private static final byte PARKED = 6;
    private static final byte CANCELLED_AHEAD = 7;

    private StateFormat() {}

    /** Whether the state that begins with this byte is {@link Parked}. */
    public static boolean isParked(byte first) {
        return first == PARKED;
    }

    /** The first byte of what is remembered of a state that begins with this one, when it was released. */
    public static byte released(byte first) {
        return first == WAITING ? End.RELEASED.code() : first;
    }

    /** The bytes. */
    public static byte[] write(HoldState state) {
        return switch (state) {
            case Noted _ -> new byte[] {NOTED};
            case Waiting(Origin origin) -> write(origin, 0, buffer -> buffer.put(WAITING));
            case Parked(Origin origin, long until, long order) ->
                write(
                        origin,
                        2 * Long.BYTES,
                        buffer -> buffer.put(PARKED).putLong(until).putLong(order));
            case CancelledAhead(Set<String> tenants) -> write(tenants);
            case Unreadable _ -> throw new IllegalArgumentException("what cannot be read cannot be written");
            case Ended(Origin origin, End end) -> write(origin, 0, buffer -> buffer.put(end.code()));
        };
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws RuntimeException of whatever kind where the bytes are broken
     */
    public static HoldState read(ByteBuffer buffer) {
        byte tag = buffer.get();
        return switch (tag) {
            case NOTED -> new Noted();
            case WAITING -> new Waiting(readOrigin(buffer));
            case PARKED -> {
                long until = buffer.getLong();
                long order = buffer.getLong();
                yield new Parked(readOrigin(buffer), until, order);
            }
            case CANCELLED_AHEAD -> readCancelledAhead(buffer);
            default -> new Ended(readOrigin(buffer), End.of(tag));
        };
    }

    private static byte[] write(Origin origin, int more, Consumer<ByteBuffer> before) {
        byte[] tenant = text(origin.tenant());
        byte[] channel = text(origin.channel());
        byte[] account = text(origin.accountId());
        int texts = 3 * Short.BYTES + tenant.length + channel.length + account.length;
        ByteBuffer buffer = ByteBuffer.allocate(1 + more + Fingerprint.BYTES + texts);
        before.accept(buffer);
        origin.fingerprint().write(buffer);
        buffer.putShort((short) tenant.length).put(tenant);
        buffer.putShort((short) channel.length).put(channel);
        buffer.putShort((short) account.length).put(account);
        return buffer.array();
    }

    private static byte[] write(Set<String> tenants) {
        int texts = tenants.stream()
                .mapToInt(tenant -> Short.BYTES + text(tenant).length)
                .sum();
        ByteBuffer buffer = ByteBuffer.allocate(1 + texts).put(CANCELLED_AHEAD);
        for (String tenant : tenants) {
            byte[] text = text(tenant);
            buffer.putShort((short) text.length).put(text);
        }
        return buffer.array();
    }

    private static CancelledAhead readCancelledAhead(ByteBuffer buffer) {
        Set<String> tenants = new HashSet<>();
        while (buffer.hasRemaining()) {
            tenants.add(readText(buffer));
        }
        return new CancelledAhead(tenants);
    }

    private static Origin readOrigin(ByteBuffer buffer) {
        return new Origin(Fingerprint.read(buffer), readText(buffer), readText(buffer), readText(buffer));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String readText(ByteBuffer buffer) {
        byte[] text = new byte[buffer.getShort()];
        buffer.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
