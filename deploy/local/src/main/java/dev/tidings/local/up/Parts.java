package dev.tidings.local.up;

import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.local.process.Child;
import dev.tidings.local.process.JavaProgram;
import dev.tidings.local.process.Jvm;
import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.LocalPorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an installation consists of, and how each part is started. */
final class Parts {
    static final String BROKER = "broker";
    static final String SIMULATOR = "simulator";
    static final List<String> NAMES = List.of(BROKER, "scheduler", "dispatcher", "fallback", SIMULATOR);
    private static final List<String> SERVICES = List.of("scheduler", "dispatcher", "fallback");

    private static final List<String> JVM = List.of(
            "-Xmx256m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Installation installation;
    private final LocalPorts ports;
    private final Path data;
    private final SecretsFile secrets;
    private final String bootstrapServers;

    /**
     * The parts of an installation.
     *
     * @param bootstrapServers the Kafka that the services talk to: that of {@link #broker()}, or another
     */
    Parts(Installation installation, LocalPorts ports, Path data, SecretsFile secrets, String bootstrapServers) {
        this.installation = installation;
        this.ports = ports;
        this.data = data;
        this.secrets = secrets;
        this.bootstrapServers = bootstrapServers;
    }

    /** The files without which nothing can start. */
    static List<Path> files(Installation installation) {
        Stream<Path> services =
                SERVICES.stream().flatMap(name -> new ServiceFiles(installation, name).needed().stream());
        return Stream.concat(
                        services,
                        Stream.of(
                                installation.brokerLib(),
                                installation.root().resolve("testbed/target/tidings-testbed.jar")))
                .toList();
    }

    Part broker() {
        BrokerConfig config = new BrokerConfig(
                installation.brokerLib(),
                data.resolve("kafka"),
                installation.log(BROKER),
                ports.broker(),
                ports.controller(),
                BrokerConfig.Speed.SOON_READY);
        // A broker is started once it answers, so there is nothing left to ask.
        return new Part(BROKER, () -> BrokerProcess.start(config).child(), "", installation.log(BROKER));
    }

    /** The parts that need broker, topics and catalog. */
    List<Part> services() {
        return List.of(
                service("scheduler", Map.of("SERVER_PORT", text(ports.scheduler()))),
                service("dispatcher", dispatcherSettings()),
                service("fallback", Map.of("SERVER_PORT", text(ports.fallback()))));
    }

    /** Where each part can be looked at, for people. */
    Map<String, String> addresses() {
        return addresses(ports);
    }

    static Map<String, String> addresses(LocalPorts ports) {
        return Map.of(
                BROKER,
                ports.bootstrapServers(),
                "scheduler",
                "http://localhost:" + ports.scheduler() + "/actuator",
                "dispatcher",
                "http://localhost:" + ports.dispatcher() + "/actuator",
                "fallback",
                "http://localhost:" + ports.fallback() + "/actuator",
                SIMULATOR,
                ports.simulatorUrl() + "/_sim/journal");
    }

    /** Where a part says whether it is ready; empty: it does not say over HTTP. */
    static String health(String part, LocalPorts ports) {
        return switch (part) {
            case BROKER -> "";
            case SIMULATOR -> ports.simulatorUrl() + "/_sim/health";
            default -> addresses(ports).get(part) + "/health/readiness";
        };
    }

    static boolean isService(String part) {
        return SERVICES.contains(part);
    }

    private Map<String, String> dispatcherSettings() {
        Map<String, String> settings = new TreeMap<>(secrets.accounts());
        settings.put("SERVER_PORT", text(ports.webhooks()));
        // Where the simulator reaches it, as providers would.
        settings.put("TIDINGS_WEBHOOK_PUBLIC_URL", "http://localhost:" + ports.webhooks());
        settings.put("MANAGEMENT_SERVER_PORT", text(ports.dispatcher()));
        settings.put("MANAGEMENT_SERVER_ADDRESS", "localhost");
        // The simulator has no certificate; nothing else than this makes a service talk http.
        settings.put("TIDINGS_EGRESS_ALLOW_INSECURE", "true");
        return settings;
    }

    private Part service(String name, Map<String, String> settings) {
        Map<String, String> environment = new TreeMap<>(settings);
        environment.putAll(secrets.recipientKey());
        environment.put("SERVER_ADDRESS", "localhost");
        environment.put("TIDINGS_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("TIDINGS_STATE_DIR", data.resolve(name).toString());
        environment.put("TIDINGS_INSTANCE_ID", name + "-1");
        ServiceFiles files = new ServiceFiles(installation, name);
        JavaProgram program = new JavaProgram(
                name,
                files.classPath(),
                Jvm.soonReady(files.archives(), JVM),
                files.mainClass(),
                List.of(),
                environment,
                installation.log(name));
        return new Part(name, () -> Child.start(program), health(name, ports), program.log());
    }

    /** Needs nothing of the others. */
    Part simulator() {
        Path target = installation.root().resolve("testbed/target");
        JavaProgram program = new JavaProgram(
                SIMULATOR,
                List.of(target.resolve("tidings-testbed.jar").toString(), target + "/lib/*"),
                Jvm.soonReady(target.resolve("archives"), JVM),
                "dev.tidings.testbed.simulator.SimulatorMain",
                List.of(
                        "--port",
                        text(ports.simulator()),
                        "--data",
                        data.resolve(SIMULATOR).toString(),
                        "--catalog",
                        installation.sampleCatalog().toString(),
                        "--webhooks",
                        "http://localhost:" + ports.webhooks()),
                secrets.accounts(),
                installation.log(SIMULATOR));
        return new Part(SIMULATOR, () -> Child.start(program), health(SIMULATOR, ports), program.log());
    }

    private static String text(int port) {
        return Integer.toString(port);
    }
}
