package dev.tidings.scheduler.hold;

import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.RetryHold;
import java.nio.ByteBuffer;

/** What an entry that waits holds: its case says what happens when it is due. */
public sealed interface Held {
    /** Released into the lane of its priority, with its watch; or it has expired. */
    record Send(HeldSend send) implements Held {}

    /** Released again into the lane it came from. */
    record Retry(RetryHold retry) implements Held {}

    /** Answered by a DeliveryDeadline. */
    record Deadline(DeadlineHold deadline) implements Held {}

    /** A campaign is looked at again: its key is the entry's id. */
    record Campaign() implements Held {}

    /**
     * The stored bytes cannot be read: handed out as they are, so that one bad entry never stops the rest.
     *
     * @param bytes what is stored
     * @param cause why, quoting nothing of them
     */
    record Unreadable(ByteBuffer bytes, String cause) implements Held {}
}
