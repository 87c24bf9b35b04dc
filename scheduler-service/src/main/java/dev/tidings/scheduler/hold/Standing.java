package dev.tidings.scheduler.hold;

/** How a campaign stands, and so what becomes of its requests when they are due. */
public enum Standing {
    /** What is stored of it cannot be read: they are parked, since it may be paused or cancelled. No code of one that is stored. */
    UNREADABLE((byte) 0),
    /** They are released: also those of a campaign that nothing was ever ordered of. */
    RUNNING((byte) 1),
    /** They are parked until it is resumed, or their validity ends. */
    PAUSED((byte) 2),
    /** They end. A campaign stays cancelled. */
    CANCELLED((byte) 3);

    private final byte code;

    Standing(byte code) {
        this.code = code;
    }

    /** How it is stored: never to be changed. */
    byte code() {
        return code;
    }

    static Standing of(byte code) {
        for (Standing standing : values()) {
            if (standing.code == code && standing != UNREADABLE) {
                return standing;
            }
        }
        throw new IllegalArgumentException("no standing has the code " + code);
    }
}
