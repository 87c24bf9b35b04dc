package dev.tidings.codec;

import dev.tidings.contract.Event;

/** What came of reading a record's value. */
public sealed interface Decoded {
    /** An event of the contract: act on it. */
    record Known(Event event) implements Decoded {}

    /**
     * A well-formed type that this version does not know: skip and count it.
     *
     * @param type what {@code ce_type} says
     */
    record UnknownType(String type) implements Decoded {}

    /**
     * Bytes that cannot be read: to the dead letters.
     *
     * @param cause why, in a sentence that holds nothing of the bytes; begins with {@link #UNREADABLE}
     */
    record Undecodable(String cause) implements Decoded {}

    /** Tells a record that no event could be made of from one that was read and refused, also long afterwards. */
    String UNREADABLE = "unreadable: ";
}
