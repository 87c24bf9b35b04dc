package dev.tidings.testbed.bench.kit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.contract.Event;
import dev.tidings.contract.SenderAccount;
import dev.tidings.local.process.Child;
import dev.tidings.local.process.JavaProgram;
import dev.tidings.local.process.Jvm;
import dev.tidings.local.process.Ports;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.JournalEntry;
import dev.tidings.testbed.simulator.SimulatorClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The provider simulator as a process of its own, its journal in memory. */
public final class SimulatorProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    /** Of the journal at once. */
    private static final int PAGE = 20_000;

    /** The journal of a whole run stays in memory, and is not to be collected again and again. */
    private static final List<String> JVM = List.of("-Xms1500m", "-Xmx1500m", "-Xmn300m", "-XX:+UseSerialGC");

    private final Child child;
    private final URI url;
    private final SimulatorClient client;

    private SimulatorProcess(Child child, URI url) {
        this.child = child;
        this.url = url;
        this.client = new SimulatorClient(url);
    }

    /**
     * Starts one, and waits until it answers.
     *
     * @param root where everything was built
     * @param folder for its log
     * @param catalog entries for a provider at that address, whose accounts it has
     * @param more arguments of the simulator in addition
     */
    public static SimulatorProcess start(
            Path root, Path folder, Function<URI, List<Event>> catalog, List<String> more) {
        Path target = root.resolve("testbed/target");
        int port = Ports.anyFree();
        URI url = URI.create("http://localhost:" + port);
        List<String> arguments = new ArrayList<>(List.of(
                "--port",
                Integer.toString(port),
                "--catalog",
                accounts(folder, catalog.apply(url)).toString()));
        arguments.addAll(more);
        Child child = Child.start(new JavaProgram(
                "provider",
                List.of(target.resolve("tidings-testbed.jar").toString(), target + "/lib/*"),
                Jvm.with(JVM),
                "dev.tidings.testbed.simulator.SimulatorMain",
                arguments,
                BenchSecrets.ofAccounts(),
                folder.resolve("provider.log")));
        if (!Answers.await(url.resolve("/_sim/health"), child::alive, READY_WITHIN)) {
            child.close();
            throw new SubjectFailedException("the provider did not answer\n" + child.logTail());
        }
        return new SimulatorProcess(child, url);
    }

    private static Path accounts(Path folder, List<Event> catalog) {
        Path file = folder.resolve("provider-catalog.json");
        List<Event> accounts =
                catalog.stream().filter(SenderAccount.class::isInstance).toList();
        try {
            new ObjectMapper().writeValue(file.toFile(), Map.of("accounts", accounts));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return url;
    }

    public long pid() {
        return child.handle().pid();
    }

    /** How many calls have come so far. */
    public long calls() {
        return client.health().path("calls").asLong();
    }

    /** All calls by WhatsApp so far. */
    public Calls journal() {
        return journal("whatsapp", _ -> true);
    }

    /** Those calls by a channel so far. */
    public Calls journal(String channel, Predicate<JournalEntry> which) {
        List<Call> calls = new ArrayList<>();
        long after = 0;
        List<JournalEntry> page;
        do {
            page = client.journal(channel, after, PAGE);
            for (JournalEntry entry : page) {
                if (which.test(entry)) {
                    calls.add(new Call(entry.receivedAt(), entry.account(), entry.to(), number(entry.body())));
                }
                after = entry.seq();
            }
        } while (page.size() == PAGE);
        return new Calls(calls);
    }

    /** From now on it behaves like this. */
    public void behave(Behaviour behaviour) {
        client.set(behaviour);
    }

    /** The number of a task, from the id that its message carries along: as data of its own, or where there are none in its text. */
    public static int number(String body) {
        return Stream.of("\"biz_opaque_callback_data\":\"", "Body=")
                .filter(body::contains)
                .findFirst()
                .map(field -> body.indexOf(field) + field.length())
                .map(at -> MessageIds.number(body.substring(at, Math.min(body.length(), at + 24))))
                .orElseThrow(() -> new SubjectFailedException("a message came that carries no id along"));
    }

    @Override
    public void close() {
        client.close();
        child.kill();
    }
}
