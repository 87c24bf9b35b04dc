package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Something that holds messages until they are due, running. */
public interface HoldSubject extends Workplace.Subject {
    /** How one is started. */
    @FunctionalInterface
    interface Start {
        /**
         * Starts the subject and returns once it takes holds.
         *
         * @param folder empty, and all the subject's own: its data and its logs
         * @param releases is told of every release
         */
        HoldSubject in(Path folder, Releases releases);
    }

    /** One of several processes that share the work. */
    interface Instance {
        /** Starts it, and returns once it is ready. */
        void start();

        /** Starts it without the state that it had on its own disk, and returns once it has read all of it back. */
        void startAnew(Duration atMost);

        /** Asks it to end, and waits until it has. */
        void stop();

        /** Ends it outright, as a crash would. */
        void kill();
    }

    /** Hands over one hold; may wait while too many are under way. */
    void insert(Hold hold, Acknowledgement acknowledgement);

    /** Whether {@link #cancel} is possible here. */
    boolean cancels();

    /** Takes a hold back. */
    void cancel(Hold hold, Acknowledgement acknowledgement);

    /** Waits until all that was acknowledged is where it is released from; false: not within that time. */
    boolean awaitStored(Duration atMost);

    /**
     * Waits until what it has released is stripped of what it held, which it does behind its work; false: not within that time. Where
     * it does nothing of the kind, there is nothing to wait for.
     */
    default boolean awaitStripped(Duration atMost) {
        return true;
    }

    /** The processes that make it up. */
    Collection<Long> processes();

    /** Its data. */
    Path data();

    /** Kills outright what holds the messages, as a crash would. */
    void kill();

    /** Starts what was killed, and does not wait for more than its clients need to come back. */
    void restart();

    /** The processes that share the work, running or not, where that is what is measured. */
    default List<Instance> instances() {
        return List.of();
    }

    /** The folders with what an instance that has lost its state reads back; none: it has no such thing. */
    default List<Path> changelogs() {
        return List.of();
    }

    /** The folders with what it keeps of what was released; none: it keeps nothing. */
    default List<Path> keptOfReleased() {
        return List.of();
    }

    /** The rate at which the same machinery does less, measured now, to compare with. */
    default List<Baseline> baselines(int count) {
        return List.of();
    }

    /**
     * A rate to compare with.
     *
     * @param subject what it is called in a report
     */
    record Baseline(String subject, double perSecond) {}
}
