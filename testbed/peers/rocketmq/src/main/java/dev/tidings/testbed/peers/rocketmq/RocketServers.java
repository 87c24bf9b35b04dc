package dev.tidings.testbed.peers.rocketmq;

import dev.tidings.local.process.Child;
import dev.tidings.local.process.JavaProgram;
import dev.tidings.local.process.Jvm;
import dev.tidings.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.rocketmq.namesrv.NamesrvStartup;

/** A name server and a broker on the loopback interface. */
final class RocketServers implements AutoCloseable {
    static final List<String> JVM = List.of("-Xms2g", "-Xmx2g", "-XX:+UseG1GC");

    private final String nameServer;
    private final String broker;
    private final Child names;
    private final JavaProgram program;
    private Child running;

    private RocketServers(Path folder, TimerStore store, int namesPort, int brokerPort) {
        this.nameServer = "127.0.0.1:" + namesPort;
        this.broker = "127.0.0.1:" + brokerPort;
        Map<String, String> namesSettings =
                Map.of("listenPort", Integer.toString(namesPort), "bindAddress", "127.0.0.1");
        this.names = Child.start(program(
                folder, "names", List.of("-Xmx256m"), NamesrvStartup.class, write(folder, "names", namesSettings)));
        this.program = program(
                folder,
                "broker",
                JVM,
                RocketBroker.class,
                write(folder, "broker", settings(folder, store, brokerPort)));
        this.running = Child.start(program);
    }

    static RocketServers start(Path folder, TimerStore store) {
        return new RocketServers(folder, store, Ports.anyFree(), brokerPort());
    }

    String nameServer() {
        return nameServer;
    }

    String broker() {
        return broker;
    }

    Collection<Long> processes() {
        return List.of(names.handle().pid(), running.handle().pid());
    }

    String logTail() {
        return running.logTail();
    }

    void killBroker() {
        running.kill();
    }

    void restartBroker() {
        running = Child.start(program);
    }

    @Override
    public void close() {
        running.close();
        names.close();
    }

    private Map<String, String> settings(Path folder, TimerStore store, int port) {
        Map<String, String> settings = new TreeMap<>(store.settings());
        settings.put("brokerName", "bench");
        settings.put("brokerIP1", "127.0.0.1");
        settings.put("bindAddress", "127.0.0.1");
        settings.put("listenPort", Integer.toString(port));
        settings.put("haListenPort", Integer.toString(Ports.anyFree()));
        settings.put("namesrvAddr", nameServer);
        settings.put("storePathRootDir", folder.resolve("data").toString());
        settings.put("storePathCommitLog", folder.resolve("data/commitlog").toString());
        settings.put("flushDiskType", "ASYNC_FLUSH");
        // The default of three days would refuse what is pending.
        settings.put("timerMaxDelaySec", "2764800");
        settings.put("recallMessageEnable", "true");
        // Waits and not refusals, where the machine is slow for a moment; and no deletion for want of disk.
        settings.put("waitTimeMillsInSendQueue", "60000");
        settings.put("osPageCacheBusyTimeOutMills", "60000");
        settings.put("maxTransferCountOnMessageInMemory", "256");
        settings.put("diskMaxUsedSpaceRatio", "95");
        return settings;
    }

    private static Path write(Path folder, String name, Map<String, String> settings) {
        try {
            String text = settings.entrySet().stream()
                    .map(one -> one.getKey() + "=" + one.getValue() + "\n")
                    .collect(Collectors.joining());
            return Files.writeString(folder.resolve(name + ".properties"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("the settings can't be written to " + folder, e);
        }
    }

    private static JavaProgram program(Path folder, String name, List<String> jvm, Class<?> main, Path settings) {
        List<String> options = new ArrayList<>(jvm);
        options.addAll(List.of(
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Its logs and metadata go below the user's home.
                "-Duser.home=" + folder.resolve("home")));
        return new JavaProgram(
                "rocketmq-" + name,
                List.of(libraries() + "/*"),
                Jvm.with(options),
                main.getName(),
                List.of("-c", settings.toString()),
                Map.of("ROCKETMQ_HOME", folder.toString(), "NAMESRV_ADDR", ""),
                folder.resolve(name + ".log"));
    }

    /** The broker takes the port two below its own, too. */
    private static int brokerPort() {
        int port = Ports.anyFree();
        while (!Ports.free(port - 2)) {
            port = Ports.anyFree();
        }
        return port;
    }

    private static Path libraries() {
        Path jar = Path.of(RocketServers.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return jar.resolveSibling("").toAbsolutePath().normalize();
    }
}
