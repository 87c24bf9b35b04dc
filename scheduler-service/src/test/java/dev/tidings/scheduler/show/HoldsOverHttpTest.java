package dev.tidings.scheduler.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.runtime.StoreHost;
import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.Held;
import dev.tidings.scheduler.hold.HeldEntry;
import dev.tidings.scheduler.hold.HeldEntry.State;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.Kind;
import dev.tidings.scheduler.hold.MemoryView;
import dev.tidings.scheduler.hold.PendingCounts;
import dev.tidings.scheduler.intake.Arrival;
import dev.tidings.scheduler.intake.Decision;
import dev.tidings.scheduler.intake.Intake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two schedulers that ask each other over HTTP, and others that fail. */
class HoldsOverHttpTest {
    private static final Set<String> SHOWN = Set.of("id", "kind", "dueAt", "lane", "state", "instance", "partition");

    private static Server here;
    private static Server there;

    private MemoryView first = new MemoryView();
    private MemoryView second = new MemoryView();

    @BeforeAll
    static void start() {
        here = new Server();
        there = new Server();
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    @BeforeEach
    void share() {
        first = new MemoryView();
        second = new MemoryView();
        here.views.open(0).shows(first, new PendingCounts());
        there.views.open(1).shows(second, new PendingCounts());
        here.others.ready = true;
        knownTo(here, there.address());
        knownTo(there, there.address());
    }

    private static void knownTo(Server server, String other) {
        server.others.all = List.of(new StoreHost(here.address(), Set.of(0)), new StoreHost(other, Set.of(1)));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static List<String> ids(JsonNode page) {
        return page.get("holds")
                .valueStream()
                .map(hold -> hold.get("id").asString())
                .toList();
    }

    @Test
    void showsWhatBothHoldPageByPage() throws Exception {
        first.put(Samples.send("a", Samples.NOON)).put(Samples.send("c", Samples.NOON.plusSeconds(2)));
        second.put(Samples.send("b", Samples.NOON.plusSeconds(1)));

        JsonNode page = json(here.get("/holds?limit=2&from=2026-03-02T12:00:00Z"));
        assertThat(ids(page)).containsExactly("a", "b");
        assertThat(page.get("holds").get(1).get("instance").asString()).isEqualTo(there.address());
        assertThat(page.get("holds").get(1).get("partition").asInt()).isEqualTo(1);
        assertThat(page.get("holds").get(1).get("dueAt").asString()).isEqualTo("2026-03-02T12:00:01Z");
        assertThat(page.get("incomplete")).isEmpty();

        JsonNode rest =
                json(here.get("/holds?limit=2&cursor=" + page.get("next").asString()));
        assertThat(ids(rest)).containsExactly("c");
        assertThat(rest.get("next").isNull()).isTrue();
    }

    @Test
    void showsOneEntryWhereverItIs() throws Exception {
        first.put(Samples.send("a", Samples.NOON));
        second.put(Samples.send("b", Samples.NOON));
        for (String id : List.of("a", "b")) {
            HttpResponse<String> response = here.get("/holds/" + id);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json(response).get("id").asString()).isEqualTo(id);
        }
    }

    private static HeldEntry entry(DueKey key, Held held, State state) {
        return new HeldEntry(key, HeldLane.of(held).orElseThrow(), state);
    }

    @Test
    void showsNothingOfWhatARequestSays() throws Exception {
        HeldSend held = held("order-1");
        DueKey key = new DueKey(Samples.NOON.toEpochMilli(), Kind.SEND, "order-1");
        DueKey again = new DueKey(Samples.NOON.toEpochMilli(), Kind.RETRY, "order-1/1/2@17");
        DueKey deadline = new DueKey(Samples.NOON.toEpochMilli(), Kind.DEADLINE, "order-1/1@18");
        first.put(entry(key, new Held.Send(held), State.PARKED));
        second.put(entry(again, new Held.Retry(new RetryHold(held.task(), Samples.NOON, "bulk")), State.WAITING));
        second.put(entry(deadline, new Held.Deadline(new DeadlineHold("order-1", 1, Samples.NOON)), State.WAITING));

        for (String path : List.of("/holds", "/holds?scope=local", "/holds/order-1", "/holds/order-1/1/2@17")) {
            HttpResponse<String> response = here.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.body())
                    .doesNotContain(dev.tidings.scheduler.Samples.NUMBER.substring(1))
                    .doesNotContain("Ann", "acme", "crm", "autumn", "metadata", "order_update", "your order");
        }
        JsonNode page = json(here.get("/holds"));
        page.get("holds").forEach(hold -> assertThat(hold.propertyNames()).isEqualTo(SHOWN));
        assertThat(page.get("holds").get(0).get("state").asString()).isEqualTo("parked");
        assertThat(page.get("holds").get(1).get("lane").asString()).isEqualTo("bulk");
        assertThat(page.get("holds").get(2).get("kind").asString()).isEqualTo("deadline");
    }

    private static HeldSend held(String id) {
        Instant now = dev.tidings.scheduler.Samples.NOON;
        Intake intake = dev.tidings.scheduler.Samples.intake();
        Decision decision = intake.decide(
                dev.tidings.scheduler.Samples.request(id)
                        .template("order_update", Map.of("name", "Ann", "code", "1"))
                        .fallback("sms-on-failure")
                        .build(),
                new Arrival(now, now, "0-0", null));
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision).held();
    }

    @Test
    void answersThatNothingIsHeldWithoutQuotingTheId() throws Exception {
        HttpResponse<String> response = here.get("/holds/order-4711");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).doesNotContain("4711").contains("nothing is held");
    }

    @Test
    void isNotReadyWhileItRestores() throws Exception {
        here.others.ready = false;
        for (String path : List.of("/holds", "/holds/a", "/holds?scope=local")) {
            HttpResponse<String> response = here.get(path);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/holds?limit=0",
                "/holds?limit=1&limit=2",
                "/holds?from=soon",
                "/holds?cursor=x",
                "/holds/%2B6581234567"
            })
    void saysWhatIsRightWhereAParameterIsNot(String path) throws Exception {
        HttpResponse<String> response = here.get(path);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("error").asString()).isNotBlank();
        assertThat(response.body()).doesNotContain("6581234567");
    }

    @Test
    void changesNothing() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + here.address() + "/holds/a"))
                    .method(method, BodyPublishers.noBody());
            assertThat(here.send(request).statusCode()).isEqualTo(405);
        }
    }

    @Test
    void namesAnInstanceThatIsGone() throws Exception {
        String gone;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = "127.0.0.1:" + socket.getLocalPort();
        }
        first.put(Samples.send("a", Samples.NOON));
        knownTo(here, gone);
        assertIncomplete(gone);
    }

    @Test
    void namesAnInstanceThatDoesNotAnswerInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            first.put(Samples.send("a", Samples.NOON));
            knownTo(here, "127.0.0.1:" + silent.getLocalPort());
            assertIncomplete("127.0.0.1:" + silent.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "not JSON", "{\"holds\":[{}],\"partitions\":[1],\"incomplete\":[]}", "null", ""})
    void namesAnInstanceWhoseAnswerCannotBeRead(String answer) throws Exception {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        incompleteWith(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void namesAnInstanceWhoseAnswerHasNoEnd() throws Exception {
        incompleteWith(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[64 * 1024]);
            }
        });
    }

    @Test
    void namesAnInstanceOfAnOlderVersion() throws Exception {
        incompleteWith(exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
    }

    private void incompleteWith(HttpHandler handler) throws Exception {
        HttpServer odd = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        odd.createContext("/", handler);
        odd.start();
        try {
            first.put(Samples.send("a", Samples.NOON));
            String address = "127.0.0.1:" + odd.getAddress().getPort();
            knownTo(here, address);
            assertIncomplete(address);
        } finally {
            odd.stop(0);
        }
    }

    private static void assertIncomplete(String address) throws IOException, InterruptedException {
        JsonNode page = json(here.get("/holds"));
        assertThat(ids(page)).containsExactly("a");
        assertThat(page.get("incomplete").valueStream().map(JsonNode::asString)).containsExactly(address);

        HttpResponse<String> unknown = here.get("/holds/b");
        assertThat(unknown.statusCode()).as("it may be held there").isEqualTo(503);
        assertThat(unknown.body()).contains(address);
    }
}
