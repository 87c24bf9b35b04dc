package dev.tidings.scheduler.hold;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a partition shows of itself while it is open: told by its own thread, read by any. */
public final class OpenPartition implements AutoCloseable {
    private static final long UNKNOWN = 0;

    private final int number;
    private final Consumer<OpenPartition> whenClosed;
    private final AtomicLong firstDue = new AtomicLong(UNKNOWN);
    private final AtomicLong firstWhole = new AtomicLong(HoldStore.NEVER);
    private volatile @Nullable HeldView view;
    private volatile @Nullable PendingCounts counts;

    OpenPartition(int number, Consumer<OpenPartition> whenClosed) {
        this.number = number;
        this.whenClosed = whenClosed;
    }

    /** From now on it can be looked at. */
    public void shows(HeldView held, PendingCounts pending) {
        this.counts = pending;
        this.view = held;
    }

    /**
     * Nothing is due before this; when it has passed, it is what should have gone first.
     *
     * @param due milliseconds since the epoch; 0 where it is not known
     */
    public void firstDue(long due) {
        // Told with every record: a reader may see it a moment later.
        firstDue.setRelease(due);
    }

    /**
     * What was released and not stripped begins here.
     *
     * @param due milliseconds since the epoch; {@link HoldStore#NEVER}: all is stripped
     */
    public void firstWhole(long due) {
        firstWhole.setRelease(due);
    }

    public int number() {
        return number;
    }

    /** Empty until it shows something. */
    public Optional<HeldView> view() {
        return Optional.ofNullable(view);
    }

    @Override
    public void close() {
        whenClosed.accept(this);
    }

    void tell(Pending pending) {
        long due = firstDue.getAcquire();
        if (due != UNKNOWN) {
            pending.firstDue(due);
        }
        pending.firstWhole(firstWhole.getAcquire());
        PendingCounts shown = counts;
        if (shown != null) {
            shown.tell(pending);
        }
    }
}
