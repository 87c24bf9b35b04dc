package dev.tidings.dispatcher.account;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast an account may be used: in any second no more than its limit, evenly spread. It begins as if all that may go in a second
 * had just gone: nobody here knows what others have, who had this part of the limit until now. Safe for use by many threads.
 *
 * <p>No token bucket: those let through their rate and, within the same second, their burst. A message of several parts needs a
 * burst of as many.
 */
final class SendRate {
    /** What the provider counts as a second is longer than ours by what calls are on their way for at different speeds. */
    private static final double MARGIN = 1.02;

    /** What goes out late may be caught up with, by a tenth of the rate. */
    private static final double CLOSEST = 0.9;

    /** A thread that sleeps for less comes too late for its turn: what has its turn within so short a time goes together. */
    private static final long TOGETHER = 1_000_000;

    /** One in a thousand seconds: an instance without a share sends nothing to speak of. */
    private static final double LEAST = 0.001;

    private static final double SECOND = 1_000_000_000;

    /** Where the rate is one a second or more, its first ones go within so many nanoseconds. */
    static final long BEGINS_WITHIN = (long) (SECOND * MARGIN);

    private final int most;
    private final long span;
    private final long each;
    private final long early;
    private final long since;
    private final Deque<Sent> recent = new ArrayDeque<>();
    private int inSpan;
    private long notBefore;

    private record Sent(long at, int parts) {}

    /**
     * A rate that lets nothing go before a whole second is over.
     *
     * @param perSecond parts a second; less than one is one in a longer time
     * @param since from when on it applies, in nanoseconds of a clock that is never set
     */
    SendRate(double perSecond, long since) {
        this.most = Math.max(1, (int) perSecond);
        this.span = (long) (Math.max(1, most / Math.max(perSecond, LEAST)) * SECOND * MARGIN);
        this.each = span / most;
        this.early = each < TOGETHER ? TOGETHER : 0;
        this.since = since;
        this.notBefore = since;
        send(since, most);
        this.notBefore = since;
    }

    /** Whether its first second is not over. A rate of less than one a second lets nothing go after it either, and has begun. */
    boolean isBeginning(long now) {
        return now - since < BEGINS_WITHIN;
    }

    /** How long until so many parts may go, in nanoseconds. */
    synchronized long waitFor(int parts, long now) {
        forget(now);
        int left = inSpan + Math.min(parts, most) - most;
        long free = now;
        for (Sent sent : recent) {
            if (left <= 0) {
                break;
            }
            free = sent.at + span;
            left -= sent.parts;
        }
        return Math.max(0, Math.max(free, notBefore - early) - now);
    }

    /** Lets so many parts go, if they may go now; returns how long they have to wait else, 0: they went. */
    synchronized long take(int parts, long now) {
        long wait = waitFor(parts, now);
        if (wait == 0) {
            send(now, parts);
        }
        return wait;
    }

    /** How long so many parts take in the long run, in nanoseconds. */
    long time(int parts) {
        return each * parts;
    }

    /** How long so many parts take at least. */
    long closest(int parts) {
        return (long) (CLOSEST * each * parts);
    }

    private void send(long at, int parts) {
        int counted = Math.min(parts, most);
        recent.addLast(new Sent(at, counted));
        inSpan += counted;
        // What is counted as less than it is has its whole time.
        notBefore = Math.max(at, notBefore) + (parts > most ? time(parts) : closest(parts));
    }

    private void forget(long now) {
        while (!recent.isEmpty() && now - recent.getFirst().at >= span) {
            inSpan -= recent.removeFirst().parts;
        }
    }
}
