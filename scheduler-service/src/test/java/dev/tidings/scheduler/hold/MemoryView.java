package dev.tidings.scheduler.hold;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A partition's entries, in memory. */
public final class MemoryView implements HeldView {
    private final ConcurrentSkipListMap<DueKey, HeldEntry> inOrder = new ConcurrentSkipListMap<>();
    private final Map<String, HeldEntry> byId = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public MemoryView put(HeldEntry entry) {
        inOrder.put(entry.key(), entry);
        byId.put(entry.key().id(), entry);
        return this;
    }

    public void close() {
        closed = true;
    }

    @Override
    public List<HeldEntry> page(DueKey after, int most) {
        checkOpen();
        return inOrder.tailMap(after, false).values().stream().limit(most).toList();
    }

    @Override
    public Optional<HeldEntry> find(String id) {
        checkOpen();
        return Optional.ofNullable(byId.get(id));
    }

    private void checkOpen() {
        if (closed) {
            throw new ClosedException(new IllegalStateException("closed"));
        }
    }
}
