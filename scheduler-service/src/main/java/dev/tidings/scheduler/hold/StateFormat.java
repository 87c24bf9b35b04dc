package dev.tidings.scheduler.hold;

import dev.tidings.scheduler.hold.HoldState.End;
import dev.tidings.scheduler.hold.HoldState.Ended;
import dev.tidings.scheduler.hold.HoldState.Noted;
import dev.tidings.scheduler.hold.HoldState.Origin;
import dev.tidings.scheduler.hold.HoldState.Waiting;
import dev.tidings.scheduler.intake.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a {@link HoldState}: a tag (an end's own code where it has ended), then what its case has. Kept small, since one is written for every send and
 * stays for a day.
 */
public final class StateFormat {
    private static final byte NOTED = 0;
    private static final byte WAITING = 1;

    private StateFormat() {}

    public static byte[] write(HoldState state) {
        return switch (state) {
            case Noted _ -> new byte[] {NOTED};
            case Waiting(Origin origin, long due) -> write(WAITING, due, origin);
            case Ended(Origin origin, End end, long endedAt) -> write(end.code(), endedAt, origin);
        };
    }

    /** Reads what {@link #write} wrote. */
    public static HoldState read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte tag = buffer.get();
        if (tag == NOTED) {
            return new Noted();
        }
        long time = buffer.getLong();
        Origin origin = new Origin(Fingerprint.read(buffer), readText(buffer), readText(buffer), readText(buffer));
        return tag == WAITING ? new Waiting(origin, time) : new Ended(origin, End.of(tag), time);
    }

    private static byte[] write(byte tag, long time, Origin origin) {
        byte[] tenant = text(origin.tenant());
        byte[] channel = text(origin.channel());
        byte[] account = text(origin.accountId());
        int texts = 3 * Integer.BYTES + tenant.length + channel.length + account.length;
        ByteBuffer buffer = ByteBuffer.allocate(1 + Long.BYTES + Fingerprint.BYTES + texts);
        buffer.put(tag).putLong(time);
        origin.fingerprint().write(buffer);
        buffer.putInt(tenant.length).put(tenant);
        buffer.putInt(channel.length).put(channel);
        buffer.putInt(account.length).put(account);
        return buffer.array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String readText(ByteBuffer buffer) {
        byte[] text = new byte[buffer.getInt()];
        buffer.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
