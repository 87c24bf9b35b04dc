package dev.tidings.local.send;

import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.Status;
import dev.tidings.local.settings.Connection;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.Spans;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves one request, as long as it is held. */
@Command(
        name = "reschedule",
        description = {
            "Moves a request to another time, as long as it is held, and says what came of it.",
            "Exit status: 0 moved, 1 refused, 2 no answer."
        })
public final class RescheduleCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the request's id")
    String id = "";

    @Option(names = "--at", required = true, paramLabel = "TIME", description = "+10s or 2026-12-01T09:00+08:00")
    String at = "";

    @Option(names = "--tenant", defaultValue = Upstream.TENANT, description = "whose it is (default: ${DEFAULT-VALUE})")
    String tenant = Upstream.TENANT;

    @Mixin
    final Connection connection;

    private final InstantSource clock;
    private final PrintStream out;

    public RescheduleCommand(LocalPorts ports, InstantSource clock, PrintStream out) {
        this.connection = new Connection(ports);
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        ZoneId zone = ZoneId.systemDefault();
        Instant sendAt = Spans.point(at, clock.instant(), zone);
        RescheduleSend reschedule = new RescheduleSend(id, tenant, Upstream.SOURCE, sendAt, Map.of());
        return new ControlCall(connection.servers(), clock, out)
                .run(
                        id,
                        publisher -> publisher.reschedule(reschedule),
                        Status.RESCHEDULED,
                        answer -> "Moved: " + id + " is due " + due(answer.dueAt(), zone) + ".");
    }

    private static String due(@Nullable Instant dueAt, ZoneId zone) {
        return dueAt == null ? "now" : dueAt.atZone(zone).toOffsetDateTime().toString();
    }
}
