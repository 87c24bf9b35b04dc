package dev.tidings.local.ops;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The last so many of what was added. For one thread. */
final class Ring<T> implements Iterable<T> {
    private final Deque<T> items = new ArrayDeque<>();
    private final int most;

    Ring(int most) {
        this.most = most;
    }

    void add(T item) {
        if (items.size() == most) {
            items.removeFirst();
        }
        items.addLast(item);
    }

    /** The oldest first. */
    List<T> all() {
        return List.copyOf(items);
    }

    /** The newest first. */
    @Override
    public Iterator<T> iterator() {
        return items.descendingIterator();
    }
}
