package dev.tidings.dispatcher.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.ScriptedProvider;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpCallTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void returnsAWholeAnswerOfAnyStatus() {
        try (ScriptedProvider provider = ScriptedProvider.answering(503, "{}", "Retry-After: 7")) {
            assertThat(post(provider.baseUrl(), LONG)).isInstanceOfSatisfying(HttpAnswer.Answered.class, answered -> {
                assertThat(answered.status()).isEqualTo(503);
                assertThat(answered.headers()).containsEntry("retry-after", "7");
                assertThat(answered.body()).isEqualTo("{}");
            });
            assertThat(provider.requests()).hasSize(1);
        }
    }

    @Test
    void sendsHeadersAndBodyAsAsked() {
        try (ScriptedProvider provider = ScriptedProvider.answering(200, "ok")) {
            post(provider.baseUrl(), LONG);

            ScriptedProvider.Request request = provider.requests().getFirst();
            assertThat(request.line()).isEqualTo("POST /path HTTP/1.1");
            assertThat(request.headers())
                    .containsEntry("x-test", "1")
                    .containsEntry("content-type", "application/json; charset=UTF-8")
                    .doesNotContainKey("accept-encoding");
            assertThat(request.body()).isEqualTo("{\"a\":\"é\"}");
        }
    }

    @Test
    void usesAConnectionAgain() {
        try (ScriptedProvider provider = ScriptedProvider.answering(200, "ok");
                HttpCall call = new HttpCall(Samples.egress(LONG), InstantSource.system())) {
            for (int i = 0; i < 5; i++) {
                assertThat(call.post(question(provider.baseUrl()), Instant.MAX))
                        .isInstanceOf(HttpAnswer.Answered.class);
            }
            assertThat(provider.connections()).isEqualTo(1);
        }
    }

    @Test
    void followsNoRedirect() {
        try (ScriptedProvider other = ScriptedProvider.answering(200, "ok");
                ScriptedProvider provider =
                        ScriptedProvider.answering(307, "", "Location: " + other.baseUrl() + "/path")) {
            assertThat(post(provider.baseUrl(), LONG))
                    .isInstanceOfSatisfying(
                            HttpAnswer.Answered.class,
                            answered -> assertThat(answered.status()).isEqualTo(307));
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void isUnclearWhereTheProviderHangs() {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedProvider provider = ScriptedProvider.that(_ -> await(over))) {
            assertThat(post(provider.baseUrl(), SHORT)).isEqualTo(new HttpAnswer.Unclear("no answer in time"));
            over.countDown();
        }
    }

    @Test
    void countsAnAnswerThatTricklesInAgainstTheSameDeadline() {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedProvider provider = ScriptedProvider.that(socket -> {
            ScriptedProvider.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n");
            // Each byte comes long before the client itself would give up.
            while (!await(over, 20)) {
                ScriptedProvider.write(socket, "x");
            }
        })) {
            assertThat(post(provider.baseUrl(), SHORT)).isEqualTo(new HttpAnswer.Unclear("no answer in time"));
            over.countDown();
        }
    }

    @Test
    void isUnclearWhereTheConnectionIsResetAfterTheRequest() {
        try (ScriptedProvider provider = ScriptedProvider.that(ScriptedProvider::reset)) {
            assertThat(post(provider.baseUrl(), LONG)).isInstanceOf(HttpAnswer.Unclear.class);
            assertThat(provider.requests()).hasSize(1);
        }
    }

    @Test
    void isUnclearWhereTheConnectionEndsWithoutAnAnswer() {
        try (ScriptedProvider provider = ScriptedProvider.that(Socket::close)) {
            assertThat(post(provider.baseUrl(), LONG)).isInstanceOf(HttpAnswer.Unclear.class);
            assertThat(provider.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n",
                "HTTP/1.1 2",
                "this is no HTTP at all\r\n\r\n"
            })
    void isUnclearWhereTheAnswerIsTruncatedOrNoHttp(String raw) {
        try (ScriptedProvider provider = ScriptedProvider.that(socket -> {
            ScriptedProvider.write(socket, raw);
            socket.close();
        })) {
            assertThat(post(provider.baseUrl(), LONG)).isInstanceOf(HttpAnswer.Unclear.class);
        }
    }

    @Test
    void readsAnAnswerOfJustTheLimit() {
        try (ScriptedProvider provider = ScriptedProvider.answering(200, "x".repeat(64 * 1024))) {
            assertThat(post(provider.baseUrl(), LONG)).isInstanceOf(HttpAnswer.Answered.class);
        }
    }

    @Test
    void isUnclearWhereTheAnswerNeverEnds() {
        AtomicInteger written = new AtomicInteger();
        try (ScriptedProvider provider = ScriptedProvider.that(socket -> {
            ScriptedProvider.write(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            String kilobyte = "x".repeat(1024);
            while (true) {
                ScriptedProvider.write(socket, kilobyte);
                written.incrementAndGet();
            }
        })) {
            assertThat(post(provider.baseUrl(), LONG))
                    .isEqualTo(new HttpAnswer.Unclear("the answer is longer than is read"));
        }
    }

    @Test
    void givesUpWhenInterrupted() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        try (ScriptedProvider provider = ScriptedProvider.that(_ -> {
            reached.countDown();
            await(over);
        })) {
            FutureTask<HttpAnswer> post = new FutureTask<>(() -> post(provider.baseUrl(), LONG));
            Thread caller = Thread.ofVirtual().start(post);
            reached.await();
            caller.interrupt();
            assertThat(((Future<HttpAnswer>) post).get()).isEqualTo(new HttpAnswer.Unclear("interrupted"));
            over.countDown();
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

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
