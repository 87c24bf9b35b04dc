package dev.tidings.testbed.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes spans in as a collector does: OTLP over HTTP, in protobuf. */
final class SpanCollector implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BlockingQueue<Seen> arrived = new LinkedBlockingQueue<>();
    private final List<Seen> spans = new ArrayList<>();
    private final HttpServer server;

    SpanCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /**
     * A span.
     *
     * @param service whose it is
     * @param parent empty where a trace begins with it
     * @param links the traces that it is linked to
     * @param attributes all of them as text
     */
    record Seen(
            String service,
            String name,
            String traceId,
            String spanId,
            String parent,
            List<String> links,
            Map<String, String> attributes,
            Duration took) {
        boolean isOf(String requestId) {
            return requestId.equals(attributes.get("requestId"));
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** The first such span, once it is there. */
    Seen await(String name, Predicate<Seen> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Seen> found = spans.stream()
                    .filter(span -> span.name().equals(name))
                    .filter(wanted)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            spans.add(next(name, end - System.nanoTime()));
        }
    }

    private Seen next(String name, long nanos) {
        try {
            Seen next = arrived.poll(nanos, TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new AssertionError("no " + name + " like that within " + PATIENCE + "; there were " + spans);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** All that have come by now. */
    List<Seen> all() {
        arrived.drainTo(spans);
        return List.copyOf(spans);
    }

    private void take(HttpExchange call) throws IOException {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(call.getRequestBody());
        request.getResourceSpansList().forEach(of -> {
            String service = of.getResource().getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals("service.name"))
                    .map(attribute -> attribute.getValue().getStringValue())
                    .findFirst()
                    .orElseThrow();
            of.getScopeSpansList()
                    .forEach(scope -> scope.getSpansList().forEach(span -> arrived.add(seen(service, span))));
        });
        call.sendResponseHeaders(200, -1);
        call.close();
    }

    private static Seen seen(String service, Span span) {
        HexFormat hex = HexFormat.of();
        return new Seen(
                service,
                span.getName(),
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                span.getLinksList().stream()
                        .map(link -> hex.formatHex(link.getTraceId().toByteArray()))
                        .toList(),
                span.getAttributesList().stream()
                        .collect(Collectors.toMap(
                                attribute -> attribute.getKey(),
                                attribute -> attribute.getValue().getStringValue())),
                Duration.ofNanos(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
