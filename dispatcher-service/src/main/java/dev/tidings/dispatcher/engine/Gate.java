package dev.tidings.dispatcher.engine;

import dev.tidings.dispatcher.dispatch.CommitPoint;
import dev.tidings.dispatcher.dispatch.Window;
import dev.tidings.topics.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Window and frontiers under one lock. Whoever completes a task, or has its answer, starts the next one: the poll thread is not waited for.
 */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Window<Work> window;
    private final Executor tasks;
    private final Runner runner;
    private final StartWaits waits;
    private final LongSupplier nanos;

    /**
     * A gate with nothing behind it.
     *
     * @param tasks runs each task on a thread of its own
     * @param runner does the work
     * @param waits is told how long each task waits for its thread to run
     * @param nanos of a clock that is never set
     */
    Gate(Window<Work> window, Executor tasks, Runner runner, StartWaits waits, LongSupplier nanos) {
        this.window = window;
        this.tasks = tasks;
        this.runner = runner;
        this.waits = waits;
        this.nanos = nanos;
    }

    /**
     * Takes work in; it starts when {@link #pump} is called, or when another ends.
     *
     * @param bytes how large its record is
     */
    void offer(String key, Work work, int bytes, long journalFloor) {
        lock.lock();
        try {
            Assignment assignment = work.assignment();
            // In this order: what the window has no room for was not taken in. Of one that begins anew, nothing more
            // starts.
            if (!assignment.failed) {
                window.offer(assignment.source(), key, work, bytes);
            }
            assignment.frontier.admit(work.offset(), journalFloor);
        } finally {
            lock.unlock();
        }
    }

    /** Takes note of a record that asks for nothing, or for nothing any more. */
    void pass(Assignment assignment, long offset, long journalFloor) {
        lock.lock();
        try {
            assignment.frontier.pass(offset, journalFloor);
        } finally {
            lock.unlock();
        }
    }

    /** The offset after the last one taken in. */
    long next(Assignment assignment) {
        lock.lock();
        try {
            return assignment.frontier.next();
        } finally {
            lock.unlock();
        }
    }

    /** Starts what may start. */
    void pump() {
        changing(window::review);
    }

    /** Among how many partitions each lane's room is divided. */
    void divide(Map<Lane, Integer> partitions) {
        lock.lock();
        try {
            partitions.forEach(window::divide);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the partition may bring more: its lane has room for a poll, and it has not filled its part of it. */
    boolean hasRoom(Assignment assignment) {
        lock.lock();
        try {
            return !assignment.failed && window.hasRoom(assignment.source(), DispatchProperties.POLL_RECORDS);
        } finally {
            lock.unlock();
        }
    }

    CommitPoint commitPoint(Assignment assignment, long position, long journalEnd) {
        lock.lock();
        try {
            return assignment.frontier.commitPoint(position, journalEnd, assignment.inherited);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what waits of this assignment. */
    void drop(Assignment assignment) {
        lock.lock();
        try {
            window.drop(assignment.source());
        } finally {
            lock.unlock();
        }
    }

    /** Whether one of its tasks has failed, and all others that ran have ended. */
    boolean isToBeginAnew(Assignment assignment) {
        lock.lock();
        try {
            return assignment.failed && window.inFlight(assignment.source()) == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing of these runs. */
    boolean isIdle(Collection<Assignment> assignments) {
        lock.lock();
        try {
            return assignments.stream().allMatch(assignment -> window.inFlight(assignment.source()) == 0);
        } finally {
            lock.unlock();
        }
    }

    int placed() {
        lock.lock();
        try {
            return window.placed();
        } finally {
            lock.unlock();
        }
    }

    int allowance() {
        lock.lock();
        try {
            return window.allowance();
        } finally {
            lock.unlock();
        }
    }

    int withoutPlace() {
        lock.lock();
        try {
            return window.withoutPlace();
        } finally {
            lock.unlock();
        }
    }

    int inFlight() {
        lock.lock();
        try {
            return window.inFlight();
        } finally {
            lock.unlock();
        }
    }

    int buffered(Lane lane) {
        lock.lock();
        try {
            return window.buffered(lane);
        } finally {
            lock.unlock();
        }
    }

    /** How many may wait of one lane. */
    int capacity() {
        return window.capacity();
    }

    /** How many of the lane were taken in and are not done. */
    int underWay(Lane lane) {
        lock.lock();
        try {
            return window.underWay(lane);
        } finally {
            lock.unlock();
        }
    }

    private void start(Window.Slot<Work> slot) {
        tasks.execute(new Running(slot));
    }

    /** A task on a thread of its own. */
    private final class Running implements Runnable {
        private final Work work;
        private final long startedAt = nanos.getAsLong();
        private Window.Slot<Work> slot;

        Running(Window.Slot<Work> slot) {
            this.slot = slot;
            this.work = slot.turnedAway()
                            && slot.item() instanceof Work.Send(var assignment, long offset, var task, long _, var _)
                    ? new Work.Postpone(assignment, offset, task)
                    : slot.item();
        }

        @Override
        public void run() {
            waits.waited(slot.source().lane(), nanos.getAsLong() - startedAt);
            boolean done = false;
            try {
                done = runner.run(work, this::answered);
            } finally {
                complete(done);
            }
        }

        private void answered() {
            changing(() -> slot = window.answered(slot));
        }

        private void complete(boolean done) {
            changing(() -> {
                window.complete(slot);
                conclude(slot.item(), done);
            });
        }
    }

    /** Makes a change, and starts what it lets start. */
    private void changing(Runnable change) {
        List<Window.Slot<Work>> startable = new ArrayList<>(1);
        lock.lock();
        try {
            change.run();
            collect(startable);
        } finally {
            lock.unlock();
        }
        startable.forEach(this::start);
    }

    /** What is not done stays incomplete: the next owner finds it, or this one, where it should have been able to do it. */
    private void conclude(Work work, boolean done) {
        Assignment assignment = work.assignment();
        if (done) {
            assignment.frontier.complete(work.offset());
            assignment.failures.forget(work.offset());
        } else if (assignment.isCurrent()) {
            assignment.failures.add(work.offset());
            assignment.failed = true;
            // What was offered after it begins anew after it, but for the next of its key, which may have been called
            // since its answer.
            window.drop(assignment.source());
        }
    }

    /** What waits for news is parked, and comes back with them: it takes no place from the others. */
    private void collect(List<Window.Slot<Work>> into) {
        Optional<Window.Slot<Work>> next = window.next();
        while (next.isPresent()) {
            Window.Slot<Work> slot = next.get();
            if (slot.item() instanceof Work.Await await && !await.word().isDone()) {
                window.park(slot);
                var _ = await.word().whenCompleteAsync((_, _) -> resume(slot), tasks);
            } else {
                into.add(slot);
            }
            next = window.next();
        }
    }

    private void resume(Window.Slot<Work> slot) {
        changing(() -> {
            window.resume(slot);
            window.review();
        });
    }
}
