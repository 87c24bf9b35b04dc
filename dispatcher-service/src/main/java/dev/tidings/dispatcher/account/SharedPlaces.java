package dev.tidings.dispatcher.account;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many calls one account may have in flight, by how many all have: a multiple of what is free, as a switch shares its buffer among
 * its ports (Choudhury and Hahne, Dynamic queue length thresholds for shared-memory packet switches, 1998). Several
 * that hang together, at one provider, each get less, and leave some to others before anybody knows that they hang. Safe for use by many threads.
 *
 * @see <a href="file:deploy/decisions/011-accounts.md">decision 011</a>
 */
public final class SharedPlaces {
    /** So much of all is not counted as free: a lane's share of the window. */
    private static final int KEPT = 16;

    /** An account may have so many times what is free. */
    private static final int TIMES = 4;

    private final int usable;
    private final int one;
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * All of them free.
     *
     * @param all how many there are
     * @param one how many an account may have that is the only one; where that is nearly all, nothing is left to the others
     */
    public SharedPlaces(int all, int one) {
        this.usable = all - Math.ceilDiv(all, KEPT);
        this.one = one;
    }

    /** How many any account may have now, its own included: at least one. */
    int bound() {
        if (one >= usable) {
            return one;
        }
        long free = Math.max(0, usable - taken.get());
        // More times, where a single one could not come to its bound otherwise.
        return Math.clamp(Math.max(TIMES * free, free * one / (usable - one)), 1, one);
    }

    void take() {
        taken.incrementAndGet();
    }

    void giveBack() {
        taken.decrementAndGet();
    }
}
