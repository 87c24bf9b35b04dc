package dev.tidings.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TemplateState;
import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.local.declare.CatalogLoader;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.testbed.bench.kit.ServiceProcess;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two of the built scheduler share the partitions, and each has a copy of what the other holds: whichever is asked tells of all that
 * is held, and what they hold goes out once, whatever becomes of one.
 */
class TwoSchedulersIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern INSTANCE = Pattern.compile("\"instance\":\"([^\"]+)\"");
    private static final List<String> IDS =
            IntStream.range(0, 20).mapToObj(i -> "held-" + i).toList();

    /** Has the parameters for a request as large as there may be one. */
    private static final MessageTemplate LARGE = new MessageTemplate(
            "whatsapp",
            "large",
            "en",
            "large",
            TemplateState.APPROVED,
            ParameterFormat.NAMED,
            List.copyOf(parameters(0).keySet()));

    /** So that it comes to write to its disk soon; and goes on from a copy where the other is gone. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("TIDINGS_STORE_MEMORY", "16MB", "TIDINGS_STANDBYS", "1");

    private static final Codec CODEC = Codec.singleObject();

    private static TestBroker.Running broker;
    private static Optional<SmallDisk> disk;
    private static ServiceProcess one;
    private static ServiceProcess two;
    private static RawProducer upstream;
    private static TopicReader results;
    private static TopicReader lane;

    @BeforeAll
    static void start(@TempDir Path folder) {
        broker = TestBroker.withoutTopics();
        String kafka = broker.bootstrapServers();
        BrokerProcess.createTopics(kafka, TestBroker.PARTITIONS, (short) 1);
        List<Event> catalog =
                new ArrayList<>(new Services(folder, kafka).catalog().entries());
        catalog.add(LARGE);
        CatalogLoader.load(kafka, catalog, InstantSource.system());
        disk = SmallDisk.mount(folder.resolve("state").resolve("one"));
        one = scheduler("one", kafka, folder);
        two = scheduler("two", kafka, folder);
        var _ = one.launch();
        var _ = two.launch();
        upstream = new RawProducer(kafka);
        results = TopicReader.results(kafka);
        lane = new TopicReader(kafka, Lane.NORMAL.topic());
        one.awaitReady();
        two.awaitReady();
        IDS.forEach(id -> publish(Samples.request(id).sendAt(Samples.now().plus(Duration.ofDays(1)))));
        IDS.forEach(id -> results.awaitStatus(id, Status.HELD));
    }

    /** The test before may have one just started again. */
    @BeforeEach
    void awaitBoth() {
        one.awaitReady();
        two.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        // Also where the start came only so far: a disk that stays mounted is in the way of all that follows.
        for (AutoCloseable each : new AutoCloseable[] {lane, results, upstream, one, two}) {
            if (each != null) {
                each.close();
            }
        }
        disk.ifPresent(SmallDisk::close);
        broker.close();
    }

    private static ServiceProcess scheduler(String instance, String kafka, Path folder) {
        return ServiceProcess.of(
                new ServiceProcess.Options("scheduler", instance, List.of("-XX:TieredStopAtLevel=1"), ENVIRONMENT),
                ROOT,
                kafka,
                folder);
    }

    @Test
    void eachTellsOfWhatBothHold() {
        for (ServiceProcess asked : List.of(one, two)) {
            awaitHolders(asked, 2);
            assertThat(IDS)
                    .allSatisfy(id -> assertThat(holds(asked, "/" + id))
                            .contains("\"id\":\"" + id + "\"", "\"state\":\"waiting\""));
        }
    }

    @Test
    void whatBothHeldGoesOutOnceAndNeverEarlyWhereOneIsKilledAndComesBack() {
        Instant later = Samples.now().plus(Duration.ofDays(1));
        int limit = longestRest(Samples.now());
        publish(large("largest", limit).sendAt(later));
        publish(large("too-large", limit + 1).sendAt(later));
        List<String> ids = new ArrayList<>(publishDueOneAfterTheOther("before-", Samples.now()));
        assertThat(results.awaitStatus("largest", Status.HELD)).containsExactly(Status.HELD);
        assertThat(results.awaitStatus("too-large", Status.REJECTED)).containsExactly(Status.REJECTED);
        assertThat(results.of("too-large"))
                .extracting(DeliveryResult::detail)
                .containsExactly("request: its texts together have 262144 bytes or more");

        ServiceProcess killed = holderOf("largest");
        ServiceProcess left = killed == one ? two : one;
        killed.kill();
        ids.addAll(publishDueOneAfterTheOther("meanwhile-", Samples.now()));
        sendNow("largest");
        ids.add("largest");
        lane.await(_ -> released().containsAll(ids));
        awaitHolders(left, 1);

        var _ = killed.launch();
        // While it starts, joins the other, and takes its part over.
        ids.addAll(publishDueOneAfterTheOther("joining-", Samples.now()));
        killed.awaitReady();
        ids.addAll(publishDueOneAfterTheOther("after-", Samples.now()));
        awaitOnceAndNeverEarly(ids);
        awaitHolders(killed, 2);
        assertThat(released()).doesNotContain("too-large");
        assertThat(lane.events(SendTask.class))
                .filteredOn(task -> task.requestId().equals("largest"))
                .extracting(SendTask::content)
                .containsExactly(whole(limit));
    }

    @Test
    void whatBothHeldGoesOutOnceAndNeverEarlyWhereOneIsStoppedInOrder() {
        List<String> ids = publishDueOneAfterTheOther("stopping-", Samples.now());

        two.close();
        var _ = two.launch();

        awaitOnceAndNeverEarly(ids);
    }

    private static void awaitOnceAndNeverEarly(List<String> ids) {
        lane.await(_ -> released().containsAll(ids));
        lane.readAll();
        assertThat(released()).doesNotHaveDuplicates();
        assertThat(lane.await(_ -> true)).allSatisfy(TwoSchedulersIT::isNotEarly);
    }

    @Test
    void standsStillWhileItsDiskIsFullAndLosesNothing() {
        Assumptions.assumeTrue(disk.isPresent(), "only root can mount a small disk");
        SmallDisk full = disk.get();
        Instant now = Samples.now();
        // More than fits into its memory: it has all partitions, its own and the other's copies.
        List<String> ids = IntStream.range(0, 100).mapToObj(i -> "large-" + i).toList();

        full.fillUp();
        ids.forEach(id -> publish(large(id, 0).sendAt(now.plus(Duration.ofDays(2)))));
        Patiently.await("readiness", () -> readiness(one), page -> page.contains("no room is left on the disk"));
        full.makeRoom();
        Patiently.await("readiness", () -> readiness(one), TwoSchedulersIT::isReady);

        ids.forEach(id -> results.awaitStatus(id, Status.HELD));
        ids.forEach(TwoSchedulersIT::sendNow);
        awaitOnceAndNeverEarly(ids);
    }

    /** Of all that it says about itself, nothing is not well. */
    private static boolean isReady(String page) {
        return page.contains("UP") && !page.contains("DOWN") && !page.contains("OUT_OF_SERVICE");
    }

    private static String readiness(ServiceProcess scheduler) {
        return HttpText.get("http://localhost:" + scheduler.port() + "/actuator/health/readiness");
    }

    /** Returns their ids. */
    private static List<String> publishDueOneAfterTheOther(String prefix, Instant from) {
        List<String> ids = IntStream.range(0, 60).mapToObj(i -> prefix + i).toList();
        for (int i = 0; i < ids.size(); i++) {
            publish(Samples.request(ids.get(i)).sendAt(from.plusMillis(i * 100L)));
        }
        return ids;
    }

    private static void publish(SendRequestBuilder builder) {
        var request = builder.build();
        upstream.send(Topics.REQUESTS, request.requestId(), request);
    }

    private static void sendNow(String id) {
        upstream.send(Topics.REQUESTS, id, new RescheduleSend(id, "demo", "integration", Samples.now(), Map.of()));
    }

    private static List<String> released() {
        return lane.events(SendTask.class).stream().map(SendTask::requestId).toList();
    }

    private static void isNotEarly(ConsumerRecord<byte[], byte[]> released) {
        assertThat(CODEC.decode(released.headers(), released.value()))
                .isInstanceOfSatisfying(
                        Decoded.Known.class,
                        known -> assertThat(((SendTask) known.event()).dueAt())
                                .isBeforeOrEqualTo(Instant.ofEpochMilli(released.timestamp())));
    }

    /** Waits until so many instances have what is held for a day, by what this one tells. */
    private static void awaitHolders(ServiceProcess asked, int instances) {
        Patiently.await(
                "what is held",
                () -> holds(asked, "?limit=200"),
                text -> found(ID, text).containsAll(IDS)
                        && found(INSTANCE, text).size() == instances);
    }

    private static ServiceProcess holderOf(String id) {
        String holder = Patiently.await(
                        id, () -> found(INSTANCE, holds(one, "/" + id)), instances -> instances.size() == 1)
                .getFirst();
        return Stream.of(one, two)
                .filter(scheduler -> holder.endsWith(":" + scheduler.port()))
                .findFirst()
                .orElseThrow();
    }

    private static String holds(ServiceProcess asked, String what) {
        return HttpText.get("http://localhost:" + asked.port() + "/holds" + what);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    private static SendRequestBuilder large(String id, int rest) {
        return Samples.request(id)
                .template(LARGE.code(), LARGE.language(), parameters(rest))
                .fallback("sms-on-failure", "Your order is on its way.");
    }

    /** Texts of 261,000 bytes, and one of this many characters. */
    private static Map<String, String> parameters(int rest) {
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < 85; i++) {
            parameters.put("p" + i, "\u4f60".repeat(1024));
        }
        parameters.put("rest", "x".repeat(rest));
        return parameters;
    }

    /** With one character more a request is too large. */
    private static int longestRest(Instant now) {
        return IntStream.iterate(0, rest -> rest + 1)
                        .filter(rest -> !RequestRules.problems(
                                        large("largest", rest).build(), now)
                                .isEmpty())
                        .findFirst()
                        .orElseThrow()
                - 1;
    }

    private static TemplateMessage whole(int rest) {
        Map<String, String> parameters = parameters(rest);
        return new TemplateMessage(
                LARGE.name(),
                LARGE.language(),
                LARGE.parameterFormat(),
                parameters.entrySet().stream()
                        .map(entry -> new TemplateParameter(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
