package dev.tidings.runtime.trace;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.SendTask;

/**
 * A span in which the thread works that opened it. Its attributes have the keys of log lines, and like those hold neither an
 * address nor a text.
 */
public interface OpenSpan extends AutoCloseable {
    /** Where nothing is traced. */
    OpenSpan NONE = new NoTracing.NoSpan();

    OpenSpan tag(String key, String value);

    /** Says which attempt it works on. */
    OpenSpan about(SendTask task);

    /** Says what has happened to a request in it. */
    OpenSpan about(DeliveryResult result);

    /** The task as it goes on from here: whoever works on it next opens a span after this one. */
    SendTask handOn(SendTask task);

    /** Ends it. */
    @Override
    void close();
}
