package dev.tidings.testbed.peers.artemis;

import dev.tidings.local.process.Child;
import dev.tidings.local.process.JavaProgram;
import dev.tidings.local.process.Jvm;
import dev.tidings.local.process.Ports;
import dev.tidings.testbed.bench.hold.Acknowledgement;
import dev.tidings.testbed.bench.hold.Hold;
import dev.tidings.testbed.bench.hold.HoldSubject;
import dev.tidings.testbed.bench.hold.Releases;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;

/** The broker and one client of it, which sends and reads. */
final class ArtemisSubject implements HoldSubject {
    /** The heap is large, since all that is scheduled lives there. */
    static final List<String> JVM = List.of("-Xms512m", "-Xmx6g", "-XX:+UseParallelGC");

    private final Path folder;
    private final JavaProgram program;
    private final int port;
    private final Releases releases;
    private ArtemisClient client;
    private Child server;

    private ArtemisSubject(Path folder, Releases releases) {
        this.port = Ports.anyFree();
        this.releases = releases;
        this.folder = folder;
        this.program = new JavaProgram(
                "artemis",
                List.of(libraries() + "/*"),
                Jvm.with(jvm()),
                ArtemisServer.class.getName(),
                List.of(folder.resolve("data").toString(), Integer.toString(port)),
                Map.of(),
                folder.resolve("artemis.log"));
        this.server = Child.start(program);
        this.client = connect();
    }

    private ArtemisClient connect() {
        try {
            return ArtemisClient.connect(port, releases);
        } catch (ActiveMQException e) {
            server.close();
            throw new SubjectFailedException("Artemis did not start: " + e.getMessage() + "\n" + server.logTail(), e);
        }
    }

    /** At INFO it would write a line for every message. */
    private static List<String> jvm() {
        List<String> all = new ArrayList<>(JVM);
        all.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        return all;
    }

    static HoldSubject start(Path folder, Releases releases) {
        return new ArtemisSubject(folder, releases);
    }

    @Override
    public void insert(Hold hold, Acknowledgement acknowledgement) {
        client.send(hold, acknowledgement);
    }

    /** It can remove messages by a filter, which looks at every one of them. */
    @Override
    public boolean cancels() {
        return false;
    }

    @Override
    public void cancel(Hold hold, Acknowledgement acknowledgement) {
        throw new UnsupportedOperationException("Artemis takes no single message back");
    }

    @Override
    public boolean awaitStored(Duration atMost) {
        // What is acknowledged is scheduled.
        return true;
    }

    @Override
    public Collection<Long> processes() {
        return List.of(server.handle().pid());
    }

    @Override
    public Path data() {
        return folder.resolve("data");
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void restart() {
        client.close();
        server = Child.start(program);
        client = connect();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    private static Path libraries() {
        Path jar = Path.of(ArtemisSubject.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return jar.resolveSibling("").toAbsolutePath().normalize();
    }
}
