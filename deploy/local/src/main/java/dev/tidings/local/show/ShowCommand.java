package dev.tidings.local.show;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.local.settings.Connection;
import dev.tidings.local.settings.LocalPorts;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The timeline of one request. */
@Command(
        name = "show",
        description = {
            "The timeline of one request; it grows until the request has ended.",
            "Exit status: 0 ended, 2 still open or nothing known of it."
        })
public final class ShowCommand implements Callable<Integer> {
    private static final int OPEN = 2;
    private static final Duration FIRST_WITHIN = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    @Parameters(paramLabel = "ID", description = "the request's id")
    String id = "";

    @Option(names = "--json", description = "an array of the results there are now, and no waiting")
    boolean json;

    @Option(names = "--no-follow", description = "what there is now, and no waiting")
    boolean noFollow;

    @Mixin
    final Connection connection;

    private final InstantSource clock;
    private final PrintStream out;

    public ShowCommand(LocalPorts ports, InstantSource clock, PrintStream out) {
        this.connection = new Connection(ports);
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        try (ResultReader reader = ResultReader.fromBeginning(connection.servers(), id::equals)) {
            if (json) {
                List<DeliveryResult> results = existing(reader);
                out.println(ResultJson.array(results));
                return Standing.of(results) == Standing.OPEN ? OPEN : 0;
            }
            Timeline timeline = new Timeline(ZoneId.systemDefault());
            if (noFollow) {
                existing(reader).forEach(result -> out.println(timeline.add(result)));
            } else {
                new Follow(reader, clock, out).until(timeline, FIRST_WITHIN, Duration.ofDays(3650));
            }
            out.println(
                    timeline.results().isEmpty()
                            ? "Nothing is known of " + id + ": no result was written for it (yet)."
                            : timeline.summary());
            return timeline.standing() == Standing.OPEN ? OPEN : 0;
        }
    }

    private static List<DeliveryResult> existing(ResultReader reader) {
        List<DeliveryResult> results = new ArrayList<>();
        do {
            results.addAll(reader.poll(POLL));
        } while (!reader.caughtUp());
        return results;
    }
}
