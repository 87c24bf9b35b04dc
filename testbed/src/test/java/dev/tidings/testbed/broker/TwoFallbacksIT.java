package dev.tidings.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.local.declare.CatalogLoader;
import dev.tidings.testbed.bench.kit.IntakeLag;
import dev.tidings.testbed.bench.kit.IntakeLag.Intake;
import dev.tidings.testbed.bench.kit.ServiceProcess;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two of the built fallback share the partitions, and each has a copy of what the other waits for. */
class TwoFallbacksIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> IDS =
            IntStream.range(0, 24).mapToObj(i -> "watched-" + i).toList();

    @TempDir
    private Path folder;

    @Test
    void oneGoesOnWithWhatTheOtherWaitedForWhenItWasKilled() {
        try (TestBroker.Running broker = TestBroker.withoutTopics()) {
            String kafka = broker.bootstrapServers();
            BrokerProcess.createTopics(kafka, TestBroker.PARTITIONS, (short) 1);
            CatalogLoader.load(kafka, new Services(folder, kafka).catalog().entries(), InstantSource.system());
            try (ServiceProcess one = fallback("one", kafka);
                    ServiceProcess two = fallback("two", kafka);
                    RawProducer others = new RawProducer(kafka)) {
                var _ = one.launch();
                var _ = two.launch();
                one.awaitReady();
                two.awaitReady();
                IDS.forEach(id -> others.send(Topics.WATCHES, id, Samples.watch(id)));
                awaitAllRead(kafka, Intake.WATCHES);

                one.kill();
                IDS.forEach(id -> others.send(Topics.RESULTS, id, Samples.failed(id)));

                assertEachIsFollowedByOneSms(kafka);
            }
        }
    }

    private ServiceProcess fallback(String instance, String kafka) {
        return ServiceProcess.of(
                new ServiceProcess.Options(
                        "fallback", instance, List.of("-XX:TieredStopAtLevel=1"), Map.of("TIDINGS_STANDBYS", "1")),
                ROOT,
                kafka,
                folder);
    }

    private static void awaitAllRead(String kafka, Intake intake) {
        try (IntakeLag lag = new IntakeLag(intake, kafka, TestBroker.PARTITIONS, Timeline.of(InstantSource.system()))) {
            assertThat(lag.awaitNone(PATIENCE)).isTrue();
        }
    }

    private static void assertEachIsFollowedByOneSms(String kafka) {
        try (TopicReader results = TopicReader.results(kafka);
                TopicReader lane = new TopicReader(kafka, Lane.SMS.topic())) {
            results.await(_ -> triggered(results).containsAll(IDS));
            awaitAllRead(kafka, Intake.RESULTS);
            results.readAll();
            lane.readAll();
            assertThat(triggered(results)).containsExactlyInAnyOrderElementsOf(IDS);
            assertThat(lane.events(SendTask.class))
                    .extracting(SendTask::requestId)
                    .containsExactlyInAnyOrderElementsOf(IDS);
        }
    }

    private static List<String> triggered(TopicReader results) {
        return results.results().stream()
                .filter(result -> result.status() == Status.FALLBACK_TRIGGERED)
                .map(DeliveryResult::requestId)
                .toList();
    }
}
