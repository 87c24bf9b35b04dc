package dev.tidings.scheduler.hold;

import dev.tidings.scheduler.hold.CampaignState.Seat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of a {@link CampaignState} and of a {@link ParkedKey}; those of the latter sort as it does. */
public final class CampaignFormat {
    private static final byte VERSION = 1;
    private static final int STATE_BYTES = 3 + 3 * Long.BYTES;
    private static final int KEY_BYTES = 2 * Long.BYTES;

    private CampaignFormat() {}

    public static byte[] write(CampaignState state) {
        byte[] drained = write(state.drained());
        return ByteBuffer.allocate(STATE_BYTES + drained.length)
                .put(VERSION)
                .put(state.standing().code())
                .put((byte) (state.seat() == Seat.DECIDES ? 1 : 0))
                .putLong(state.order())
                .putLong(state.needed())
                .putLong(state.timer())
                .put(drained)
                .array();
    }

    /** Reads what {@link #write(CampaignState)} wrote. */
    public static CampaignState read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("campaign states of version " + version + " are not known");
        }
        Standing standing = Standing.of(buffer.get());
        Seat seat = buffer.get() == 1 ? Seat.DECIDES : Seat.FOLLOWS;
        return new CampaignState(
                standing, buffer.getLong(), buffer.getLong(), buffer.getLong(), seat, readParked(buffer));
    }

    public static byte[] write(ParkedKey parked) {
        byte[] id = parked.id().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(KEY_BYTES + id.length)
                .putLong(parked.order())
                .putLong(parked.due())
                .put(id)
                .array();
    }

    /** Reads what {@link #write(ParkedKey)} wrote, to the buffer's end. */
    public static ParkedKey readParked(ByteBuffer buffer) {
        long order = buffer.getLong();
        long due = buffer.getLong();
        return new ParkedKey(order, due, StandardCharsets.UTF_8.decode(buffer).toString());
    }
}
