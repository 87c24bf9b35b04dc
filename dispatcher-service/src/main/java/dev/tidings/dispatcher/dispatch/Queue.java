package dev.tidings.dispatcher.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;

/** The items of one source and key that wait in a {@link Window}, in the order offered. */
final class Queue<T> {
    final Source source;
    final String key;
    final Deque<Entry<T>> waiting = new ArrayDeque<>();
    /** Whether the next one has to wait for one that runs or is parked. */
    boolean running;
    /** When its first one found its door closed. */
    long asideSince;

    Queue(Source source, String key) {
        this.source = source;
        this.key = key;
    }

    /** The first one, which runs from now on. */
    Entry<T> takeNext() {
        running = true;
        return waiting.removeFirst();
    }
}
