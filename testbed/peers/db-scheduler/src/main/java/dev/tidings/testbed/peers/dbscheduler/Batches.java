package dev.tidings.testbed.peers.dbscheduler;

import dev.tidings.testbed.bench.hold.Acknowledgement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Work that is done in batches by a few threads: whatever waits, up to a bound, and never a wait for more. */
final class Batches<T> implements AutoCloseable {
    static final int AT_ONCE = 1_000;
    private static final int WAITING = 20_000;

    private final BlockingQueue<Item<T>> queue = new ArrayBlockingQueue<>(WAITING);
    private final Consumer<List<T>> work;
    private final ExecutorService threads;

    private record Item<T>(T what, Acknowledgement acknowledgement) {}

    Batches(int threads, Consumer<List<T>> work) {
        this.work = work;
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("batch-", 1).factory());
        for (int i = 0; i < threads; i++) {
            Future<?> _ = this.threads.submit(this::loop);
        }
    }

    /** Waits while the queue is full. */
    void add(T what, Acknowledgement acknowledgement) {
        try {
            queue.put(new Item<>(what, acknowledgement));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            acknowledgement.failed(e);
        }
    }

    private void loop() {
        List<Item<T>> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, AT_ONCE - 1);
                run(batch);
            }
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    private void run(List<Item<T>> batch) {
        try {
            work.accept(batch.stream().map(Item::what).toList());
            batch.forEach(item -> item.acknowledgement().acknowledged());
        } catch (RuntimeException e) {
            batch.forEach(item -> item.acknowledgement().failed(e));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
