package dev.tidings.testbed.bench.hold;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Acknowledges at once, or fails from a given insert on; releases nothing by itself. Stripping takes as long as is said. */
final class ScriptedSubject implements HoldSubject {
    final List<Hold> inserted = new ArrayList<>();
    final List<Long> insertedAt = new ArrayList<>();
    Duration strippedAfter = Duration.ZERO;
    private final HandClock clock;
    private final int failFrom;

    ScriptedSubject(HandClock clock, int failFrom) {
        this.clock = clock;
        this.failFrom = failFrom;
    }

    @Override
    public void insert(Hold hold, Acknowledgement acknowledgement) {
        if (inserted.size() >= failFrom) {
            acknowledgement.failed(new IllegalStateException("no room"));
            return;
        }
        inserted.add(hold);
        insertedAt.add(clock.nanos());
        acknowledgement.acknowledged();
    }

    @Override
    public boolean cancels() {
        return false;
    }

    @Override
    public void cancel(Hold hold, Acknowledgement acknowledgement) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean awaitStored(Duration atMost) {
        return true;
    }

    @Override
    public boolean awaitStripped(Duration atMost) {
        boolean inTime = strippedAfter.compareTo(atMost) <= 0;
        clock.advance(inTime ? strippedAfter : atMost);
        return inTime;
    }

    @Override
    public Collection<Long> processes() {
        return List.of();
    }

    @Override
    public Path data() {
        return Path.of(".");
    }

    @Override
    public void kill() {}

    @Override
    public void restart() {}

    @Override
    public void close() {}
}
