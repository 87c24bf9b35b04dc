package dev.tidings.scheduler.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.Event;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.scheduler.hold.Held;
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

    /** What lies by due time; {@link Held.Unreadable} where it cannot be read. */
    Held read(Kind kind, byte[] held) {
        return kind == Kind.CAMPAIGN ? new Held.Campaign() : decode(held);
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
