package dev.tidings.scheduler.hold;

/** What an entry of the due store is. Of entries due in the same millisecond, those declared first come first. */
public enum Kind {
    SEND,
    RETRY,
    DEADLINE,
    FORGET;

    private static final Kind[] BY_ORDINAL = values();

    static Kind of(byte code) {
        return BY_ORDINAL[code];
    }
}
