package dev.tidings.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.local.declare.CatalogLoader;
import dev.tidings.publish.SendPublisher;
import dev.tidings.testbed.bench.kit.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two of the built scheduler share the partitions; whichever is asked tells of all that is held. */
class TwoSchedulersIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern INSTANCE = Pattern.compile("\"instance\":\"([^\"]+)\"");
    private static final List<String> IDS =
            IntStream.range(0, 20).mapToObj(i -> "held-" + i).toList();

    @TempDir
    private Path folder;

    @Test
    void eachTellsOfWhatBothHold() {
        try (TestBroker.Running broker = TestBroker.withoutTopics()) {
            String kafka = broker.bootstrapServers();
            BrokerProcess.createTopics(kafka, TestBroker.PARTITIONS, (short) 1);
            Services samples = new Services(folder, kafka);
            CatalogLoader.load(kafka, samples.catalog().entries(), InstantSource.system());
            try (ServiceProcess one = scheduler("one", kafka);
                    ServiceProcess two = scheduler("two", kafka)) {
                var _ = one.launch();
                var _ = two.launch();
                one.awaitReady();
                two.awaitReady();
                hold(kafka);

                for (ServiceProcess asked : List.of(one, two)) {
                    Patiently.await(
                            "what both hold",
                            () -> HttpText.get("http://localhost:" + asked.port() + "/holds?limit=50"),
                            text -> found(ID, text).containsAll(IDS)
                                    && found(INSTANCE, text).size() == 2);
                    assertThat(IDS)
                            .allSatisfy(
                                    id -> assertThat(HttpText.get("http://localhost:" + asked.port() + "/holds/" + id))
                                            .contains("\"id\":\"" + id + "\"", "\"state\":\"waiting\""));
                }
            }
        }
    }

    private ServiceProcess scheduler(String instance, String kafka) {
        return ServiceProcess.of(
                new ServiceProcess.Options("scheduler", instance, List.of("-XX:TieredStopAtLevel=1"), Map.of()),
                ROOT,
                kafka,
                folder);
    }

    private static void hold(String kafka) {
        try (SendPublisher upstream = SendPublisher.create(kafka, "two-schedulers", InstantSource.system());
                TopicReader results = TopicReader.results(kafka)) {
            IDS.forEach(id -> upstream.send(Samples.request(id)
                            .sendAt(InstantSource.system().instant().plus(Duration.ofDays(1)))
                            .build())
                    .join());
            results.await(_ -> results.results().stream()
                    .map(DeliveryResult::requestId)
                    .toList()
                    .containsAll(IDS));
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }
}
