package dev.tidings.dispatcher.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;

/** The items of one source and key that wait in a {@link Window}, in the order offered. */
final class KeyQueue<T> {
    final Source source;
    final String key;
    final Deque<Entry<T>> waiting = new ArrayDeque<>();
    /** Whether the next one has to wait for one that runs or is parked. */
    boolean running;
    /** When its first one found its door closed. */
    long asideSince;

    KeyQueue(Source source, String key) {
        this.source = source;
        this.key = key;
    }

    /** The first one, which runs from now on. */
    Entry<T> takeNext() {
        running = true;
        return waiting.removeFirst();
    }

    /** Takes out the last one that waits behind another of its key, and for such a door. */
    Optional<Entry<T>> takeLastBehind(Predicate<Door> door) {
        Iterator<Entry<T>> backwards = waiting.descendingIterator();
        int before = waiting.size() - (running ? 0 : 1);
        for (; before > 0; before--) {
            Entry<T> entry = backwards.next();
            if (entry.door() != null && door.test(entry.door())) {
                backwards.remove();
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
