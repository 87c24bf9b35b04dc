package dev.tidings.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.contract.CancelSend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfluentRegistryClientTest {
    private static final Schema SCHEMA =
            Objects.requireNonNull(EventSchemas.current().get("dev.tidings.avro.CancelSend"));

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private ConfluentRegistryClient client;
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile boolean silent;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        client = client(Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        stop.countDown();
        client.close();
        server.stop(0);
        threads.close();
    }

    @Test
    void registersOncePerSubjectAndThenKnowsTheId() {
        answer = "{\"id\":7}";
        assertThat(client.idOf("tidings.requests-a b", SCHEMA)).isEqualTo(7);
        assertThat(client.idOf("tidings.requests-a b", SCHEMA)).isEqualTo(7);
        assertThat(calls)
                .singleElement()
                .asString()
                .startsWith("POST /api/subjects/tidings.requests-a+b/versions application/vnd.schemaregistry.v1+json")
                .contains("{\"schema\":\"{\\\"type\\\":\\\"record\\\"");
    }

    @Test
    void fetchesASchemaOnce() throws IOException {
        answer = schemaAnswer(SCHEMA.toString());
        assertThat(client.schemaOf(7)).isEqualTo(SCHEMA);
        assertThat(client.schemaOf(7)).isEqualTo(SCHEMA);
        assertThat(calls).singleElement().asString().startsWith("GET /api/schemas/ids/7");
    }

    @Test
    void codecWritesAndReadsOverTheRegistry() {
        answer = "{\"id\":7,\"schema\":" + quoted(SCHEMA.toString()) + "}";
        Codec codec = Codec.withRegistry(client);
        CancelSend cancel = new CancelSend("id", "acme", "orders", Map.of());
        byte[] bytes = codec.encode("tidings.requests", cancel);
        assertThat(bytes).startsWith(0, 0, 0, 0, 7);
        assertThat(codec.decode(new RecordHeaders(), bytes)).isEqualTo(new Decoded.Known(cancel));
    }

    @Test
    void recordOfAnOlderVersionGetsTheDefaultsOfTodays() throws IOException {
        Schema old = ReleasedSchemas.load("/released-sample/").getFirst();
        answer = schemaAnswer(old.toString());
        byte[] bytes = {0, 0, 0, 0, 7, 4, 'i', 'd', 2, 't', 2, 's'};
        assertThat(Codec.withRegistry(client).decode(new RecordHeaders(), bytes))
                .isEqualTo(new Decoded.Known(new CancelSend("id", "t", "s", Map.of())));
    }

    @Test
    void unknownIdIsTheRecordsFaultAndIsNotAskedForAgainAtOnce() {
        status = 404;
        answer = "{\"error_code\":40403}";
        assertThatThrownBy(() -> client.schemaOf(7))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no schema");
        assertThatThrownBy(() -> client.schemaOf(7)).isInstanceOf(IOException.class);
        assertThat(calls).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 401, 429, 302})
    void registryThatDoesNotServeIsUnavailable(int code) {
        status = code;
        assertThatThrownBy(() -> client.schemaOf(7)).isInstanceOf(SchemaRegistryUnavailableException.class);
        assertThatThrownBy(() -> client.idOf("s", SCHEMA)).isInstanceOf(SchemaRegistryUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 422})
    void schemaThatIsRefusedIsNoMatterOfTryingAgain(int code) {
        status = code;
        assertThatThrownBy(() -> client.idOf("s", SCHEMA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("status " + code);
    }

    @Test
    void unavailabilityIsNotRemembered() throws IOException {
        status = 503;
        assertThatThrownBy(() -> client.schemaOf(7)).isInstanceOf(SchemaRegistryUnavailableException.class);
        status = 200;
        answer = schemaAnswer(SCHEMA.toString());
        assertThat(client.schemaOf(7)).isEqualTo(SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "{\"schema\":\"{\"}",
                "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}",
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}"
            })
    void answerThatIsNoSchemaIsTheRecordsFault(String body) {
        answer = body;
        assertThatThrownBy(() -> client.schemaOf(7)).isInstanceOf(IOException.class);
    }

    @Test
    void invalidDefaultIsRefused() {
        answer = schemaAnswer("{\"type\":\"record\",\"name\":\"A\",\"fields\":"
                + "[{\"name\":\"a\",\"type\":\"int\",\"default\":\"text\"}]}");
        assertThatThrownBy(() -> client.schemaOf(7)).hasMessageContaining("no valid Avro schema");
    }

    @Test
    void tooLargeSchemaOrAnswerIsRefused() {
        String padding = " ".repeat(ConfluentRegistryClient.MAX_SCHEMA_CHARS);
        answer = schemaAnswer("\"string\"" + padding);
        assertThatThrownBy(() -> client.schemaOf(1)).hasMessageContaining("schema is too large");
        answer = schemaAnswer("\"string\"" + padding + padding);
        assertThatThrownBy(() -> client.schemaOf(2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answer is too large");
    }

    @Test
    void answerThatDoesNotComeInTimeIsUnavailability() {
        silent = true;
        try (ConfluentRegistryClient impatient = client(Duration.ofMillis(100))) {
            assertThatThrownBy(() -> impatient.schemaOf(7)).isInstanceOf(SchemaRegistryUnavailableException.class);
        }
    }

    @Test
    void bodyThatDoesNotEndInTimeIsUnavailability() {
        answer = "half";
        silent = true;
        status = 206;
        try (ConfluentRegistryClient impatient = client(Duration.ofMillis(300))) {
            assertThatThrownBy(() -> impatient.schemaOf(7)).isInstanceOf(SchemaRegistryUnavailableException.class);
        }
    }

    @Test
    void noServerIsUnavailability() {
        server.stop(0);
        assertThatThrownBy(() -> client.schemaOf(7)).isInstanceOf(SchemaRegistryUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry:8081", "ftp://registry", "http://user:secret@registry", "http://registry?a=b"})
    void urlThatCannotBeARegistrysIsRefusedWithoutQuotingIt(String url) {
        assertThatThrownBy(() -> new ConfluentRegistryClient(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    private ConfluentRegistryClient client(Duration timeout) {
        URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/api/");
        return new ConfluentRegistryClient(url, timeout, timeout);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            if (silent) {
                if (!answer.isEmpty()) {
                    exchange.sendResponseHeaders(status, bytes.length + 1L);
                    exchange.getResponseBody().write(bytes);
                    exchange.getResponseBody().flush();
                }
                stop.await();
                return;
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String schemaAnswer(String schema) {
        return "{\"schema\":" + quoted(schema) + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
