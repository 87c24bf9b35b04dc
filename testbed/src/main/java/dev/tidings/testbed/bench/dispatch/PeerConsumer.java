package dev.tidings.testbed.bench.dispatch;

import dev.tidings.local.process.Child;
import dev.tidings.local.process.JavaProgram;
import dev.tidings.local.process.Jvm;
import dev.tidings.local.settings.Installation;
import dev.tidings.topics.Lane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Others who read from Kafka and send. They are built apart from everything that ships, and run in a process of their own with
 * libraries of their own.
 */
enum PeerConsumer implements Subject {
    LISTENER("listener", "consumers", "consumers.Listener"),
    SHARE_GROUP("share-group", "consumers", "consumers.ShareGroup"),
    PARALLEL_CONSUMER("parallel-consumer", "parallel-consumer", "parallel.Parallel");

    private static final String PACKAGE = "dev.tidings.testbed.peers.";

    private final String subject;
    private final String module;
    private final String mainClass;

    PeerConsumer(String subject, String module, String mainClass) {
        this.subject = subject;
        this.module = module;
        this.mainClass = PACKAGE + mainClass;
    }

    /** Whether it was built. */
    boolean built(Installation installation) {
        return Files.isDirectory(libraries(installation));
    }

    @Override
    public String subject() {
        return subject;
    }

    @Override
    public Child start(Stage stage) {
        Installation installation = stage.setting().installation();
        return stage.started(Child.start(new JavaProgram(
                subject,
                List.of(
                        installation
                                .root()
                                .resolve("testbed/target/tidings-testbed.jar")
                                .toString(),
                        libraries(installation) + "/*"),
                Jvm.with(stage.setting().jvm()),
                mainClass,
                List.of(
                        stage.bootstrapServers(),
                        Lane.NORMAL.topic(),
                        stage.provider().url().toString(),
                        Integer.toString(stage.setting().inFlight())),
                Map.of(),
                stage.folder().resolve(subject + ".log"))));
    }

    @Override
    public boolean keepsOrder() {
        return this != SHARE_GROUP;
    }

    private Path libraries(Installation installation) {
        return installation.root().resolve("testbed/peers").resolve(module).resolve("target/lib");
    }
}
