package dev.tidings.testbed.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "a_gauge 1.5".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Test
    void readsWhatIsThere() {
        assertThat(Answers.read(address())).contains("a_gauge 1.5");
        assertThat(Answers.await(address(), () -> true, Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void whatIsNotThereYetFailsNobody() {
        status = 503;
        assertThat(Answers.read(address())).isEmpty();

        server.stop(0);
        assertThat(Answers.read(address())).isEmpty();
    }

    @Test
    void aGaugeIsReadByItsWholeName() {
        String page = """
                # TYPE a_gauge gauge
                a_gauge_of_another 7.0
                a_gauge 1.5
                b_gauge NaN
                """;

        assertThat(ServiceProcess.gauge(page, "a_gauge")).containsExactly(1.5);
        assertThat(ServiceProcess.gauge(page, "b_gauge")).containsExactly(Double.NaN);
        assertThat(ServiceProcess.gauge(page, "a")).isEmpty();
    }
}
