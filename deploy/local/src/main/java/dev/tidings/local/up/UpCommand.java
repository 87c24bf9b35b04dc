package dev.tidings.local.up;

import dev.tidings.local.broker.BrokerFailedException;
import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.local.broker.TopicReport;
import dev.tidings.local.declare.CatalogFile;
import dev.tidings.local.declare.CatalogLoader;
import dev.tidings.local.ops.OperationsPage;
import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.UserError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything on this machine and stays until it is stopped. */
@Command(
        name = "up",
        description = "Starts broker, services, provider simulator and the operations page; Ctrl-C stops them.",
        footer = {
            "",
            "Ports: --port-base, or one by one: TIDINGS_BROKER_PORT, TIDINGS_CONTROLLER_PORT, TIDINGS_WEBHOOKS_PORT,",
            "TIDINGS_SCHEDULER_PORT, TIDINGS_DISPATCHER_PORT, TIDINGS_FALLBACK_PORT, TIDINGS_SIMULATOR_PORT,",
            "TIDINGS_PAGE_PORT."
        })
public final class UpCommand implements Callable<Integer> {
    /** Of every keyed topic. */
    public static final int PARTITIONS = 12;

    @Option(names = "--data", paramLabel = "DIR", description = "where data is kept (default: .tidings/data)")
    @Nullable
    Path data;

    @Option(names = "--detach", description = "return once everything is ready; ./tidings down stops it")
    boolean detach;

    @Option(names = "--fresh", description = "delete the data of earlier runs first")
    boolean fresh;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description = "the first of eight successive ports (default: 19092, 19093, 18080-18083, 18090, 18084)")
    @Nullable
    Integer portBase;

    private final Installation installation;
    private final InstantSource clock;
    private final PrintStream out;
    private volatile @Nullable OperationsPage page;

    public UpCommand(Installation installation, InstantSource clock, PrintStream out) {
        this.installation = installation;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        LocalPorts ports = LocalPorts.of(portBase, System.getenv());
        Path dataFolder =
                (data == null ? installation.data() : data).toAbsolutePath().normalize();
        Files.createDirectories(installation.logs());
        if (detach) {
            return new Detached(installation, out).start(dataFolder, fresh, portBase);
        }
        try (FileChannel lock = FileChannel.open(
                installation.runDir().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock held = lock.tryLock();
            if (held == null) {
                throw new UserError("Tidings already runs. ./tidings status shows it, ./tidings down stops it.");
            }
            run(ports, dataFolder);
            return 0;
        }
    }

    private void run(LocalPorts ports, Path dataFolder) throws IOException {
        long began = System.nanoTime();
        RunFile runFile = new RunFile(installation.runFile());
        String cleared = new Reconciliation(runFile).clear();
        if (!cleared.isEmpty()) {
            out.println(cleared);
        }
        refuseUnless(Machine.inspect(installation, ports));
        DataFolder folder = new DataFolder(dataFolder);
        if (fresh) {
            folder.clear();
        }
        boolean newData = !folder.hasData();
        Control control = new Control(installation.control());
        control.open();
        RunningProcess self = RunningProcess.of("up", ProcessHandle.current(), installation.log("up"));
        Supervisor supervisor = new Supervisor(runFile, new Run(self, false, dataFolder, ports, List.of()), out);
        Thread stop = new Thread(() -> stop(supervisor), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        startAll(supervisor, ports, dataFolder);
        out.println(Banner.of(ports, dataFolder, installation.logs(), newData, (System.nanoTime() - began) / 1e9));
        out.flush();
        supervisor.nowReady();
        control.serve(supervisor::restart);
    }

    private void startAll(Supervisor supervisor, LocalPorts ports, Path dataFolder) {
        CatalogFile catalog =
                CatalogFile.read(installation.sampleCatalog(), Map.of(CatalogFile.SIMULATOR_URL, ports.simulatorUrl()));
        SecretsFile secrets = SecretsFile.open(installation.secrets(), catalog.secretNames(), new SecureRandom());
        Parts parts = new Parts(installation, ports, dataFolder, secrets, ports.bootstrapServers());
        out.println("Starting. Logs: " + installation.logs());
        try {
            supervisor.startTogether(List.of(parts.broker(), parts.simulator()));
        } catch (BrokerFailedException e) {
            throw new UserError(e.getMessage() + "\nThe broker's log: " + installation.log(Parts.BROKER), e);
        }
        TopicReport topics = BrokerProcess.createTopics(ports.bootstrapServers(), PARTITIONS, (short) 1);
        topics.differences().forEach(difference -> out.println("! " + difference));
        CatalogLoader.load(ports.bootstrapServers(), catalog.entries(), clock);
        // Before the services, so that it shows how they start.
        page = OperationsPage.serve(ports, clock, out);
        supervisor.startTogether(parts.services());
    }

    private void stop(Supervisor supervisor) {
        out.println("Stopping.");
        OperationsPage served = page;
        if (served != null) {
            served.close();
        }
        supervisor.close();
        out.println("Stopped; nothing of Tidings runs any more.");
        out.flush();
    }

    private static void refuseUnless(Machine machine) {
        List<String> problems = Preflight.checks(machine).stream()
                .filter(check -> !check.good())
                .map(check -> check.sentence() + "\n  " + check.fix())
                .toList();
        if (!problems.isEmpty()) {
            throw new UserError(String.join("\n", problems));
        }
    }
}
