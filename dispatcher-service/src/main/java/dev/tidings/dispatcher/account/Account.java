package dev.tidings.dispatcher.account;

import dev.tidings.abilities.Limits;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.dispatch.Door;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One sending account. A task enters when it is begun, and takes its turn right before the call: what happens between the two
 * (the start is written to the journal) takes now more, now less time, and would let calls come out in heaps.
 *
 * <p>Whether it is open, entering and leaving belong to the window's lock; the rest is safe for use by many threads.
 */
public final class Account implements Door {
    /** How long tasks may wait in line for their turn. */
    private static final long LINE = Duration.ofMillis(100).toNanos();

    /** How much longer than usual those may take that are still on their way to the line. */
    private static final double LATE = 1.25;

    /** Nobody is sent on that way for longer, however long it takes. */
    private static final long LONGEST_WAY = Duration.ofSeconds(1).toNanos();

    /** How long a task that has been begun waits for its turn at most. */
    private static final long TURN_WITHIN = Duration.ofSeconds(1).toNanos();

    /** A wait as short as this is always made: the turn has come, but others were awake sooner. */
    private static final long SHORT = Duration.ofMillis(20).toNanos();

    /** Of so many tasks it is known how long their way to the line is. */
    private static final int WAYS_REMEMBERED = 20;

    /** Nobody waits for one that stays closed for longer: in the meantime others can use the room. */
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Where as many run as may, calls are slow that take so long. */
    private static final long SLOW = Duration.ofSeconds(1).toNanos();

    /** Of so many ends it is known how far they were apart. */
    private static final int ENDS_REMEMBERED = 50;

    /** Further ahead nothing is booked: by then, much of it may have expired, and the limits have changed. */
    private static final long FURTHEST_BOOKING = Duration.ofMinutes(10).toNanos();

    private static final Duration FIRST_CLOSING = Duration.ofMillis(500);
    private static final int MOST_DOUBLINGS = 6;

    private final AccountTimes times;
    private final CircuitBreaker breaker;
    private final RecipientRates recipients;
    private final SharedPlaces places;
    /** Those that wait for their turn. */
    private final NavigableMap<Long, Integer> line = new TreeMap<>();

    private final AtomicInteger beforeTurn = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();

    private volatile int maxConcurrent;
    private volatile @Nullable SendRate rate;
    private volatile long closedUntil;
    private volatile long shutUntil;
    private volatile @Nullable Applied applied;
    private volatile int inLine;
    private long tickets;
    /** How long it usually takes from the begin of a task until it is in line, in nanoseconds. */
    private volatile double way;

    /** When one left last, entered while there was much room, or began its call before most. */
    private volatile long movedAt;

    private int closings;
    private long bookedUntil;
    private long bookedWhileStuck;
    /** How long calls keep their place when as many run as may, by how far apart they end, in nanoseconds; 0: not known yet. */
    private volatile double length;

    private long lastEnd;
    private boolean wasFull;

    Account(AccountTimes times, CircuitBreaker breaker, RecipientRates recipients, SharedPlaces places) {
        this.times = times;
        this.breaker = breaker;
        this.recipients = recipients;
        this.places = places;
        long now = times.now();
        closedUntil = now;
        shutUntil = now;
        bookedUntil = now;
        bookedWhileStuck = now;
        movedAt = now;
        lastEnd = now;
    }

    /** Applies limits, but for those of a division that has been replaced. Where they are others than before, the rate begins anew. */
    void limit(Applied limits) {
        // Asked for each task by the poll thread: it shall not wait for those that have their turn.
        if (!limits.equals(applied)) {
            change(limits);
        }
    }

    private synchronized void change(Applied limits) {
        Applied before = applied;
        // Its thread has stood still since it read the share: by now, what was given up of it may be another
        // instance's.
        if (before != null && limits.epoch() < before.epoch()) {
            return;
        }
        // What is used for the first time has sent nothing since the limits were divided.
        long since = before == null ? limits.since() : times.now();
        applied = limits;
        bookedUntil = times.now();
        rate = limits.perSecond() == null ? null : new SendRate(limits.perSecond(), since);
        maxConcurrent = limits.maxConcurrent();
        recipients.limit(limits.perRecipient());
    }

    /**
     * The limits as they apply to this instance.
     *
     * @param epoch which division of the limits among the instances
     * @param since when that was, by {@link #now}
     * @param perSecond its share of them; absent: no limit
     */
    record Applied(
            int epoch,
            long since,
            @Nullable Double perSecond,
            int maxConcurrent,
            Limits.@Nullable PerRecipient perRecipient) {}

    @Override
    public boolean isOpen() {
        long now = times.now();
        SendRate current = rate;
        return now - closedUntil >= 0
                && now - shutUntil >= 0
                && inFlight.get() < most()
                && (current == null || hasTurnsLeft(current, now));
    }

    /** As many are on their way as are needed to keep the line from running empty, and the line is short. */
    private boolean hasTurnsLeft(SendRate current, long now) {
        int waiting = inLine;
        long onTheWay = current.time(Math.max(0, beforeTurn.get() - waiting));
        long wait = current.waitFor(1, now) + current.time(waiting);
        return wait <= LINE && wait + onTheWay <= LINE + Math.min(LONGEST_WAY, (long) (LATE * way));
    }

    private int most() {
        return breaker.getState() == CircuitBreaker.State.CLOSED
                ? bound()
                : Math.min(maxConcurrent, AccountBreaker.PROBES);
    }

    private static int threeQuarters(int calls) {
        return calls - calls / 4;
    }

    private int bound() {
        return Math.min(maxConcurrent, places.bound());
    }

    @Override
    public boolean isShut() {
        long later = times.now() + PATIENCE.toNanos();
        return later - closedUntil < 0 || later - shutUntil < 0;
    }

    @Override
    public boolean isBusy() {
        return !isClosed() && inFlight.get() >= bound();
    }

    /** By its provider, or by the breaker. */
    private boolean isClosed() {
        long now = times.now();
        return now - closedUntil < 0 || now - shutUntil < 0 || breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    @Override
    public boolean isStuck() {
        // Where Kafka is slow, many of those that are in have not called yet.
        int in = inFlight.get();
        int called = in - beforeTurn.get();
        if (!isSome(in) || called < threeQuarters(in) || isClosed()) {
            return false;
        }
        return times.now() - movedAt >= SLOW || (in >= bound() && length >= SLOW);
    }

    @Override
    public boolean isBeginning() {
        SendRate current = rate;
        return current != null && current.isBeginning(times.now());
    }

    @Override
    public void entered() {
        // One that hangs takes the few places that others leave, and goes on hanging.
        if (inFlight.get() < threeQuarters(bound())) {
            movedAt = times.now();
        }
        inFlight.incrementAndGet();
        places.take();
        beforeTurn.incrementAndGet();
    }

    @Override
    public void left() {
        movedAt = times.now();
        inFlight.decrementAndGet();
        places.giveBack();
    }

    /** Why it is closed. */
    public Cause cause() {
        long now = times.now();
        if (now - closedUntil < 0) {
            return Cause.PROVIDER;
        }
        if (breaker.getState() != CircuitBreaker.State.CLOSED) {
            return Cause.BREAKER;
        }
        return rate == null || inFlight.get() >= bound() ? Cause.CONCURRENCY : Cause.RATE;
    }

    /** Whether its provider is left alone: 1 while it is, 0.5 while, or as soon as a task comes, it is probed, 0 where it answers. */
    public double breakerOpen() {
        if (breaker.getState() == CircuitBreaker.State.CLOSED) {
            return 0;
        }
        return times.now() - shutUntil < 0 ? 1 : 0.5;
    }

    public int inFlight() {
        return inFlight.get();
    }

    /** How long this recipient has to wait; empty: not at all, and the message counts as sent. */
    public Optional<Duration> takeRecipient(String recipientKey) {
        return recipients.take(recipientKey, times.now());
    }

    /** The time, as {@link #takeTurn} wants it. */
    public long now() {
        return times.now();
    }

    /** One that has given back its turn will take another. */
    public void again() {
        beforeTurn.incrementAndGet();
    }

    /**
     * Waits for the turn of one that has entered. Each of them comes here or to {@link #giveUpTurn}, once, and once more after each
     * {@link #again}.
     *
     * @param parts how many messages it counts for
     * @param begun when it was begun, by {@link #now}
     * @return whether it may be sent now
     */
    public boolean takeTurn(int parts, long begun) throws InterruptedException {
        try {
            arrived(begun);
            return (rate == null || inTurn(parts)) && breaker.tryAcquirePermission();
        } finally {
            // Where Kafka was slow, calls of those that have been in for long may only just begin.
            int in = inFlight.get();
            if (in - beforeTurn.get() < threeQuarters(in)) {
                movedAt = times.now();
            }
            beforeTurn.decrementAndGet();
        }
    }

    private boolean inTurn(int parts) throws InterruptedException {
        long until = times.now() + TURN_WITHIN;
        long ticket = lineUp(parts);
        try {
            while (true) {
                long now = times.now();
                long wait = takeOrWait(ticket, parts, now);
                if (wait == 0) {
                    return true;
                }
                if (wait > SHORT && now + wait - until > 0 && !begins(wait)) {
                    return false;
                }
                if (!times.pause().await(Duration.ofNanos(wait))) {
                    return false;
                }
            }
        } finally {
            stepOut(ticket);
        }
    }

    /**
     * Who was on his way when the rate began waits until it has: put off, he would come after those behind him. His start is too old by
     * then, and he makes another.
     */
    private boolean begins(long wait) {
        return isBeginning() && wait <= SendRate.BEGINS_WITHIN;
    }

    private synchronized void arrived(long begun) {
        way += (times.now() - begun - way) / WAYS_REMEMBERED;
    }

    private synchronized long lineUp(int parts) {
        line.put(++tickets, parts);
        inLine = line.size();
        return tickets;
    }

    /**
     * Who may, takes. The others sleep for as long as those before them need at least. Nobody has to wait for another one that is not
     * awake yet: at a high rate that would take longer than its turn. Only before one of several parts nobody goes: what it needs would
     * never come together.
     */
    private synchronized long takeOrWait(long ticket, int parts, long now) {
        SendRate current = rate;
        if (current == null) {
            return 0;
        }
        Map.Entry<Long, Integer> first = line.firstEntry();
        boolean waitsForFirst = first.getKey() != ticket && first.getValue() > 1;
        long wait = waitsForFirst ? current.waitFor(first.getValue(), now) + 1 : current.take(parts, now);
        return wait == 0 ? 0 : wait + current.closest(line.headMap(ticket).size());
    }

    private synchronized void stepOut(long ticket) {
        line.remove(ticket);
        inLine = line.size();
    }

    /** One that has entered takes no turn. */
    public void giveUpTurn() {
        beforeTurn.decrementAndGet();
    }

    /** One that has taken its turn makes no call. */
    public void giveBackTurn() {
        breaker.releasePermission();
    }

    /** What came of a call, for which a turn was taken. {@link #left} follows. */
    public void called(Outcome outcome, Duration took) {
        CircuitBreaker.State before = breaker.getState();
        breaker.onResult(took.toNanos(), TimeUnit.NANOSECONDS, outcome);
        // With a listener the breaker would make an event of every call.
        if (before != CircuitBreaker.State.OPEN && breaker.getState() == CircuitBreaker.State.OPEN) {
            shutUntil = times.now() + AccountBreaker.OPEN_FOR.toNanos();
        }
        measure();
        switch (outcome) {
            case Outcome.Throttled throttled when !throttled.recipientOnly() -> close(throttled.retryAfter());
            case Outcome.Accepted _ -> reopened();
            case Outcome.Throttled _, Outcome.Rejected _, Outcome.Unreachable _, Outcome.Uncertain _ -> {}
        }
    }

    private synchronized void measure() {
        long now = times.now();
        int in = inFlight.get();
        boolean full = in >= bound() && isSome(in);
        // Between two ends in full use: else it would count how long nothing was to be done. Ends are as far apart as
        // there are calls.
        if (full && wasFull) {
            double its = (double) (now - lastEnd) * in;
            length = length == 0 ? its : length + (its - length) / ENDS_REMEMBERED;
        }
        lastEnd = now;
        wasFull = full;
    }

    /** Of fewer it says nothing that they have not ended. */
    private boolean isSome(int calls) {
        return calls >= Math.min(maxConcurrent, AccountBreaker.PROBES);
    }

    /** Calls that ran together are refused together: only the first of them prolongs. */
    private synchronized void close(@Nullable Duration asked) {
        long now = times.now();
        if (now - closedUntil >= 0) {
            Duration own = FIRST_CLOSING.multipliedBy(1L << Math.min(closings, MOST_DOUBLINGS));
            closings++;
            Duration longest = FIRST_CLOSING.multipliedBy(1L << MOST_DOUBLINGS);
            Duration wanted = asked == null || asked.compareTo(own) < 0 ? own : asked;
            closedUntil = now + (wanted.compareTo(longest) < 0 ? wanted : longest).toNanos();
        }
    }

    private synchronized void reopened() {
        if (closings > 0 && times.now() - closedUntil >= 0) {
            closings = 0;
        }
    }

    /**
     * A time for one that was turned away, such that those come back as they can be sent, one after the other.
     *
     * @return how long until then
     */
    public synchronized Duration book(int parts) {
        long now = times.now();
        long earliest = later(now + PATIENCE.toNanos(), later(closedUntil, shutUntil));
        SendRate current = rate;
        long between =
                Math.max((long) length / Math.max(bound(), inFlight.get()), current == null ? 0 : current.time(parts));
        long booked = within(earliest, bookedUntil);
        bookedUntil = booked + between;
        if (!isStuck()) {
            bookedWhileStuck = booked;
            return Duration.ofNanos(booked - now);
        }
        // Each call takes at least as long as there has been no end.
        long slowly = within(earliest, later(booked, bookedWhileStuck));
        bookedWhileStuck = slowly + Math.max(between, (now - movedAt) / Math.max(1, inFlight.get()));
        return Duration.ofNanos(slowly - now);
    }

    /** Too far ahead it begins anew: those who find no room then either are spread once more. */
    private static long within(long earliest, long booked) {
        return booked - earliest > FURTHEST_BOOKING ? earliest : later(earliest, booked);
    }

    private static long later(long one, long other) {
        return one - other >= 0 ? one : other;
    }
}
