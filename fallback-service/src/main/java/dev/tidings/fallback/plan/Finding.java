package dev.tidings.fallback.plan;

/**
 * What is known about a chat message, from the weakest evidence to the strongest. Where several results come before the
 * watch, the strongest of them is kept, and of equal ones the first.
 */
public enum Finding {
    FAILED(1),
    EXPIRED(1),
    /** The provider may or may not have accepted it. */
    UNKNOWN(1),
    /** The provider accepted it: whatever else was said, it did leave. */
    SENT(2),
    /** It arrived, and may have been read. Can overtake SENT, which another service writes. */
    DELIVERED(3);

    private final int strength;

    Finding(int strength) {
        this.strength = strength;
    }

    boolean outweighs(Finding other) {
        return strength > other.strength;
    }
}
