package dev.tidings.local.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tidings.local.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScraperTest {
    private HttpServer services;

    @BeforeEach
    void start() throws IOException {
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        says("/good", 200, "tidings_x 1\n");
        says("/bad", 503, "down");
        says("/endless", 200, "tidings_x 1\n".repeat(500_000));
        services.createContext("/halting", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("tidings_x 1\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });
        services.start();
    }

    @AfterEach
    void stop() {
        services.stop(0);
    }

    @Test
    void asksAllAndSaysWhyOneWasMissed() {
        int nobodys = Ports.anyFree();
        try (Scraper scraper = new Scraper(Map.of(
                Service.SCHEDULER, at("/good"),
                Service.DISPATCHER, at("/bad"),
                Service.FALLBACK, URI.create("http://localhost:" + nobodys + "/")))) {
            assertThat(scraper.ask())
                    .containsEntry(Service.SCHEDULER, Metrics.seen("tidings_x 1"))
                    .containsEntry(Service.DISPATCHER, new Scrape.Missed("it answers 503"))
                    .containsEntry(Service.FALLBACK, new Scrape.Missed("nothing listens on its port"));
        }
    }

    @Test
    void readsNoAnswerWithoutEnd() {
        try (Scraper scraper = new Scraper(Map.of(Service.SCHEDULER, at("/endless")))) {
            assertThat(scraper.ask()).containsEntry(Service.SCHEDULER, new Scrape.Missed("the connection broke"));
        }
    }

    @Test
    @Timeout(value = 9, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void waitsForNoAnswerThatStopsHalfway() {
        try (Scraper scraper = new Scraper(Map.of(Service.SCHEDULER, at("/halting")))) {
            assertThat(scraper.ask()).containsEntry(Service.SCHEDULER, new Scrape.Missed("no answer within 2 s"));
        }
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + services.getAddress().getPort() + path);
    }

    private void says(String path, int status, String body) {
        services.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (exchange) {
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
