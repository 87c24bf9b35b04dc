package dev.tidings.runtime.trace;

import dev.tidings.contract.TraceParent;
import io.micrometer.tracing.Tracer;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Opens spans. Each is short: none lasts while something waits in hold. What goes on after a wait begins a trace of its own, which
 * is linked to the span before the wait. Safe for use by many threads; a span belongs to the thread that opened it.
 */
public interface Tracing {
    /** No span is ever opened, no header read and none written. */
    Tracing OFF = new NoTracing();

    /** Spans by that tracer. */
    static Tracing by(Tracer tracer) {
        return new MicrometerTracing(tracer);
    }

    /** Whether spans are opened: for what would have to be made for them. */
    boolean isOn();

    /**
     * Opens a span in which this thread works until it is closed.
     *
     * @param name of a closed set: accept, release, attempt, …
     * @param from the span that it goes on from; absent: a trace begins with it
     * @param after the span that came before a wait: linked to where it is of another trace; absent: none did
     */
    OpenSpan open(String name, @Nullable TraceParent from, @Nullable TraceParent after);

    /** Opens a span for a call to another system, within the one in which this thread works. */
    OpenSpan call(String name);

    /** The span in which this thread works; null where it works in none. */
    @Nullable
    TraceParent current();

    /** Adds to the span in which this thread works, if it works in one. */
    void tag(String key, String value);

    /** The span that wrote a record; null where its headers name none. */
    @Nullable
    TraceParent from(Headers headers);

    /** Names the span in which this thread works in the headers of what it writes. */
    void putInto(Headers headers);
}
