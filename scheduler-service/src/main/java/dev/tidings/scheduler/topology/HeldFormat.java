package dev.tidings.scheduler.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.Event;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.scheduler.hold.Held;
import dev.tidings.scheduler.hold.HoldState;
import dev.tidings.scheduler.hold.HoldStore.Waits;
import dev.tidings.scheduler.hold.Kind;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The bytes of what is held, always in single-object encoding, whatever the topics use: what waits for years must not need a
 * registry to be read.
 */
final class HeldFormat {
    /** Its key says it all. */
    private static final byte[] CAMPAIGN = {1};

    private final Codec codec = Codec.singleObject();

    byte[] write(Held held) {
        return switch (held) {
            case Held.Send(HeldSend send) -> encode(send);
            case Held.Retry(RetryHold retry) -> encode(retry);
            case Held.Deadline(DeadlineHold deadline) -> encode(deadline);
            case Held.Campaign _ -> CAMPAIGN;
            case Held.Unreadable unreadable -> unreadable.bytes().array();
        };
    }

    private byte[] encode(Event event) {
        return codec.encode(HoldTopology.STORE, event);
    }

    /** What lies by due time; whatever cannot be read of it makes it unreadable. */
    Waits read(Kind kind, byte[] content) {
        HoldState state;
        byte[] held;
        try {
            state = EntryBytes.stands(content);
            held = EntryBytes.held(content);
        } catch (RuntimeException e) {
            // Bytes that are broken break in many ways; only the kind is told, since some quote them.
            String cause = "its state cannot be read: " + e.getClass().getSimpleName();
            return new Waits(new HoldState.Noted(), new Held.Unreadable(ByteBuffer.wrap(content), cause));
        }
        return new Waits(state, read(kind, state, held));
    }

    private Held read(Kind kind, HoldState state, byte[] held) {
        return switch (kind) {
            case CAMPAIGN -> new Held.Campaign();
            case SEND ->
                switch (state) {
                    case HoldState.Waiting _, HoldState.Parked _ -> decode(held);
                    case HoldState.CancelledAhead _, HoldState.Ended _, HoldState.Noted _ ->
                        new Held.Unreadable(ByteBuffer.wrap(held), "its state is not that of a request that waits");
                };
            case RETRY, DEADLINE -> decode(held);
        };
    }

    private Held decode(byte[] value) {
        return switch (codec.decode(new RecordHeaders(), value)) {
            case Decoded.Known(HeldSend send) -> new Held.Send(send);
            case Decoded.Known(RetryHold retry) -> new Held.Retry(retry);
            case Decoded.Known(DeadlineHold deadline) -> new Held.Deadline(deadline);
            case Decoded.Known _ -> new Held.Unreadable(ByteBuffer.wrap(value), "the stored event is not one of hold");
            case Decoded.UnknownType _ -> new Held.Unreadable(ByteBuffer.wrap(value), "the stored event is unknown");
            case Decoded.Undecodable(String cause) -> new Held.Unreadable(ByteBuffer.wrap(value), cause);
        };
    }
}
