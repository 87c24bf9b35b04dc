package dev.tidings.codec;

import dev.tidings.contract.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents' binary mode for Kafka: attributes as headers whose names begin with {@code ce_}. Beside them {@link
 * #TRACE_PARENT} may say where in a trace the event was written.
 */
public final class EventHeaders {
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String TRACE_PARENT = "traceparent";

    private EventHeaders() {}

    /**
     * The headers of one event.
     *
     * @param id the event's id: deterministic where the event can be written twice
     * @param type the event's type, see {@link Codec#type}
     * @param source which service wrote it, as a URI reference: /tidings/scheduler
     */
    public static Headers of(String id, String type, String source, Instant time) {
        Headers headers = new RecordHeaders();
        add(headers, ID, id);
        add(headers, TYPE, type);
        add(headers, SOURCE, source);
        add(headers, TIME, time.toString());
        add(headers, SPEC_VERSION, "1.0");
        return headers;
    }

    /** The header's text, or null where it is absent, empty or null. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null || header.value().length == 0
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The span that wrote the event; empty where the header is absent or malformed, which is no reason to refuse the event. */
    public static Optional<TraceParent> traceParent(Headers headers) {
        Header header = headers.lastHeader(TRACE_PARENT);
        return header == null || header.value() == null || header.value().length > TraceParent.MAX_CHARS
                ? Optional.empty()
                : TraceParent.read(new String(header.value(), StandardCharsets.ISO_8859_1));
    }

    /** Says which span wrote the event. */
    public static void put(Headers headers, TraceParent span) {
        add(headers, TRACE_PARENT, span.text());
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
