package dev.tidings.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.topics.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
    private static final Path LIB = Path.of("broker", "target", "lib");

    @TempDir
    Path folder;

    @Test
    void keepsTopicsOverARestartAndTellsWhatDiffers() {
        assumeTrue(Files.isDirectory(LIB), "the broker's jars are not laid out");
        BrokerConfig config = BrokerConfig.inFolder(LIB, folder, BrokerConfig.Speed.SOON_READY);
        try (BrokerProcess broker = BrokerProcess.start(config)) {
            TopicReport first = BrokerProcess.createTopics(broker.bootstrapServers(), 3, (short) 1);
            assertThat(first.created()).hasSize(Topics.all().size());
            broker.kill();
        }

        try (BrokerProcess broker = BrokerProcess.start(config)) {
            TopicReport second = BrokerProcess.createTopics(broker.bootstrapServers(), 4, (short) 1);
            assertThat(second.created()).isEmpty();
            assertThat(second.differences())
                    .contains("tidings.requests has 3 partitions instead of 4;"
                            + " that can't be changed while it holds records")
                    .noneMatch(d -> d.startsWith("tidings.catalog"));
        }
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BrokerConfig config = new BrokerConfig(
                    folder,
                    folder,
                    folder.resolve("log"),
                    taken.getLocalPort(),
                    taken.getLocalPort(),
                    BrokerConfig.Speed.SOON_READY);
            assertThatThrownBy(() -> BrokerProcess.start(config))
                    .isInstanceOf(BrokerFailedException.class)
                    .hasMessage("the broker's port " + taken.getLocalPort() + " is in use");
        }
    }
}
