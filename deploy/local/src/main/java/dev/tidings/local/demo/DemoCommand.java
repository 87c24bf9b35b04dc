package dev.tidings.local.demo;

import dev.tidings.local.declare.CatalogFile;
import dev.tidings.local.send.Upstream;
import dev.tidings.local.settings.Connection;
import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.Spans;
import dev.tidings.local.settings.UserError;
import dev.tidings.local.show.ResultReader;
import dev.tidings.publish.SendPublisher;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Mixed traffic, and what has become of it. */
@Command(
        name = "demo",
        description = {
            "Mixed traffic from every account of the sample catalog: immediate, timed, and failing ones; ends with a summary.",
            "Exit status: 0 every request has ended, 1 some are still open."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    private static final Duration RECEIPTS_WITHIN = Duration.ofSeconds(5);
    private static final Duration END_WITHIN = Duration.ofSeconds(60);

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5",
            description = "requests/s (default: ${DEFAULT-VALUE})")
    double rate;

    @Option(names = "--for", paramLabel = "SPAN", defaultValue = "30s", description = "(default: ${DEFAULT-VALUE})")
    String span = "30s";

    @Mixin
    final Connection connection;

    private final Installation installation;
    private final LocalPorts ports;
    private final InstantSource clock;
    private final PrintStream out;
    private final DemoSummary summary = new DemoSummary();
    private volatile boolean finished;

    public DemoCommand(Installation installation, LocalPorts ports, InstantSource clock, PrintStream out) {
        this.installation = installation;
        this.ports = ports;
        this.connection = new Connection(ports);
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!(rate > 0 && rate <= 5000)) {
            throw new UserError("--rate is a number above 0, and at most 5000.");
        }
        Duration length = Spans.span(span);
        String servers = connection.servers();
        CatalogFile catalog =
                CatalogFile.read(installation.sampleCatalog(), Map.of(CatalogFile.SIMULATOR_URL, ports.simulatorUrl()));
        DemoTraffic traffic =
                new DemoTraffic("demo-" + Long.toString(clock.instant().toEpochMilli(), 36), catalog.entries());
        ResultReader reader = ResultReader.fromNow(servers, traffic::mine);
        Thread reading = Thread.ofPlatform().daemon().name("results").start(() -> read(reader));
        try (SendPublisher publisher = SendPublisher.create(servers, Upstream.EVENT_SOURCE, clock)) {
            publish(publisher, traffic, length);
        }
        awaitEnd();
        finished = true;
        join(reading);
        out.print("After " + length.toSeconds() + " s at " + rate + "/s:\n" + summary.render());
        return summary.open() == 0 ? 0 : 1;
    }

    private void publish(SendPublisher publisher, DemoTraffic traffic, Duration length) {
        long began = System.nanoTime();
        long told = began;
        int count = (int) Math.max(1, Math.round(rate * length.toMillis() / 1000.0));
        for (int number = 0; number < count; number++) {
            parkUntil(began + (long) (number * 1e9 / rate));
            Planned planned = traffic.next(number, clock.instant());
            summary.published(planned, clock.instant());
            var _ = publisher.send(planned.request()).whenComplete((metadata, failure) -> {
                if (failure != null) {
                    summary.refused();
                }
            });
            if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
                told = System.nanoTime();
                tell();
            }
        }
    }

    private void awaitEnd() {
        long told = System.nanoTime();
        long end = told + END_WITHIN.toNanos();
        while (summary.notEnded() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL.toNanos());
            if (summary.open() == 0) {
                // All is sent. Only receipts are missing, and nothing says that they ever come.
                end = Math.min(end, System.nanoTime() + RECEIPTS_WITHIN.toNanos());
            }
            if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
                told = System.nanoTime();
                tell();
            }
        }
    }

    private void tell() {
        out.println("  " + summary.asked() + " asked for, " + summary.open() + " open");
        out.flush();
    }

    private void read(ResultReader reader) {
        try (reader) {
            while (!finished) {
                reader.poll(POLL).forEach(summary::accept);
            }
        }
    }

    private static void parkUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
