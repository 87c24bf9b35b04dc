package dev.tidings.dispatcher.dispatch;

import java.util.HashMap;
import java.util.Map;

/** A source, as the {@link Window} sees it. */
final class SourceState<T> {
    final Map<String, KeyQueue<T>> queues = new HashMap<>();
    /** Those that wait, the refused ones among them included. */
    int buffered;

    int refused;
    int inFlight;
    int parked;
    long bytes;
    long bytesInFlight;
}
