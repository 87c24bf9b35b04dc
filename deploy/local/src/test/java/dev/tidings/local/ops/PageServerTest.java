package dev.tidings.local.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.local.settings.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over sockets, with requests as they are on the wire: an HTTP client would not send the bad ones. */
class PageServerTest {
    private final PageServer server =
            new PageServer(0, new Site(Map.of("/", Answer.ok("text/html", "the page")), since -> "{}"));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void servesThePageAndLetsNothingElseRunInIt() throws IOException {
        assertThat(ask("GET / HTTP/1.1\r\nHost: localhost\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("Content-Type: text/html")
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'; script-src 'self'")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .containsIgnoringCase("Cache-Control: no-store")
                .endsWith("\r\n\r\nthe page");
    }

    @Test
    void aHeadHasTheSameHeadersAndNoBody() throws IOException {
        assertThat(ask("HEAD / HTTP/1.1\r\nHost: localhost\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("Content-Length: 8")
                .endsWith("\r\n\r\n");
    }

    @Test
    void refusesAnotherNameForThisMachine() throws IOException {
        assertThat(ask("GET / HTTP/1.1\r\nHost: example.org\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .doesNotContain("the page");
    }

    @Test
    void refusesWhatWouldChangeSomething() throws IOException {
        assertThat(ask("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void refusesHeadersWithoutEnd() throws IOException {
        assertThat(ask("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(100_000) + "\r\n"))
                .doesNotContain("the page");
    }

    @Test
    void listensToThisMachineAlone() throws IOException {
        try (Socket own = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            assertThat(own.isConnected()).isTrue();
        }
        InetAddress other = InetAddress.getLocalHost();
        if (!other.isLoopbackAddress()) {
            assertThatThrownBy(() -> new Socket(other, server.port()).close()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void saysWhichPortIsTaken() {
        assertThatThrownBy(() -> new PageServer(server.port(), new Site(Map.of(), since -> "")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("port " + server.port());
    }

    private String ask(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            // Closed before all was read: as good as a refusal.
            return "";
        }
    }
}
