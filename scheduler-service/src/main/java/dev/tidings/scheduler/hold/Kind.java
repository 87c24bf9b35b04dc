package dev.tidings.scheduler.hold;

/** What an entry of the hold is. Of entries due in the same millisecond, those with the lower code come first. */
public enum Kind {
    SEND((byte) 1),
    RETRY((byte) 2),
    DEADLINE((byte) 3),
    CAMPAIGN((byte) 4);

    private final byte code;

    Kind(byte code) {
        this.code = code;
    }

    /** How it is stored: never to be changed. */
    public byte code() {
        return code;
    }

    static Kind of(byte code) {
        for (Kind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of entry has the code " + code);
    }
}
