package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Timeline;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads the clock at each release and files it with the batch that its id belongs to. */
final class Meter implements Releases {
    private static final int BATCH_SHIFT = 32;

    private final Timeline timeline;
    private final Map<Long, Batch> batches = new ConcurrentHashMap<>();
    private final AtomicInteger strays = new AtomicInteger();
    private long opened;

    Meter(Timeline timeline) {
        this.timeline = timeline;
    }

    /** A batch of holds whose releases will be timed. */
    Batch open(int size) {
        long number = ++opened;
        Batch batch = new Batch(number << BATCH_SHIFT, size);
        batches.put(number, batch);
        return batch;
    }

    /** The first id of a run of holds that are never to be released while this meter looks. */
    long reserve() {
        return ++opened << BATCH_SHIFT;
    }

    @Override
    public void released(long id) {
        long now = timeline.micros();
        Batch batch = batches.get(id >>> BATCH_SHIFT);
        if (batch == null) {
            strays.incrementAndGet();
        } else {
            batch.seen(id, now);
        }
    }

    /** Releases of what should still be held. */
    int strays() {
        return strays.get();
    }
}
