package dev.tidings.dispatcher.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.ScriptedProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NothingSentTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void sentNothingWhereTheConnectionIsRefused() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(post("http://localhost:" + port, LONG))
                .isEqualTo(new HttpAnswer.NotSent("the connection was refused"));
    }

    @Test
    void sentNothingWhereTheHostIsUnknown() {
        assertThat(post("http://nobody.invalid", LONG))
                .isEqualTo(new HttpAnswer.NotSent("the host name was not found"));
    }

    @Test
    void sentNothingWhereTlsFails() {
        try (ScriptedProvider plain =
                ScriptedProvider.that(socket -> ScriptedProvider.write(socket, "no TLS here\r\n"))) {
            assertThat(post("https://localhost:" + plain.port(), Duration.ofSeconds(5)))
                    .isInstanceOf(HttpAnswer.NotSent.class);
        }
    }

    @Test
    void sentNothingWhereConnectingTakesTooLong() throws IOException {
        // A listener whose queue is full lets no further connection come about.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Fillers fillers = new Fillers()) {
            fillers.fill(full.getLocalPort());
            assertThat(post("http://localhost:" + full.getLocalPort(), SHORT)).isInstanceOf(HttpAnswer.NotSent.class);
        }
    }

    @Test
    void neverSendsWhatItReportedAsNotSent() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch resolved = new CountDownLatch(1);
        DnsResolver slow = resolver(host -> {
            goOn.await();
            resolved.countDown();
            return SystemDefaultDnsResolver.INSTANCE.resolve(host);
        });
        try (ScriptedProvider provider = ScriptedProvider.answering(200, "ok");
                HttpCall call = new HttpCall(Samples.egress(Duration.ofSeconds(1)), InstantSource.system(), slow)) {
            assertThat(call.post(question(provider.baseUrl()), Instant.MAX))
                    .isEqualTo(new HttpAnswer.NotSent("no answer in time, not connected yet"));

            goOn.countDown();
            resolved.await();
            // A second call is answered after the first has had its chance.
            assertThat(call.post(question(provider.baseUrl()), Instant.MAX)).isInstanceOf(HttpAnswer.Answered.class);
            assertThat(provider.requests()).hasSize(1);
        }
    }

    @Test
    void refusesLoopbackWhereInsecureIsNotAllowed() {
        try (ScriptedProvider provider = ScriptedProvider.answering(200, "ok");
                HttpCall call = new HttpCall(Samples.egress(false, LONG), InstantSource.system())) {
            assertThat(call.post(question(provider.baseUrl()), Instant.MAX))
                    .isEqualTo(new HttpAnswer.NotSent("the host has no public address"));
            assertThat(provider.connections()).isZero();
        }
    }

    private static HttpAnswer post(String baseUrl, Duration answerWithin) {
        try (HttpCall call = new HttpCall(Samples.egress(answerWithin), InstantSource.system())) {
            return call.post(question(baseUrl), Instant.MAX);
        }
    }

    private static HttpQuestion question(String baseUrl) {
        return HttpQuestion.json(URI.create(baseUrl + "/path"), Map.of("X-Test", "1"), "{\"a\":\"é\"}");
    }

    @FunctionalInterface
    private interface Resolve {
        InetAddress[] apply(String host) throws UnknownHostException, InterruptedException;
    }

    private static DnsResolver resolver(Resolve resolve) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                try {
                    return resolve.apply(host);
                } catch (InterruptedException e) {
                    throw new UnknownHostException("interrupted");
                }
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private static final class Fillers implements AutoCloseable {
        private final List<Socket> sockets = new ArrayList<>();

        void fill(int port) {
            for (int i = 0; i < 16; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                try {
                    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
                } catch (IOException e) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
