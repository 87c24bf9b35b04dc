package dev.tidings.local.send;

import dev.tidings.contract.CancelSend;
import dev.tidings.contract.Status;
import dev.tidings.local.settings.Connection;
import dev.tidings.local.settings.LocalPorts;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cancels one request, as long as it is held. */
@Command(
        name = "cancel",
        description = {
            "Cancels a request, as long as it is held, and says what came of it.",
            "Exit status: 0 cancelled, 1 refused, 2 no answer."
        })
public final class CancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the request's id")
    String id = "";

    @Option(names = "--tenant", defaultValue = Upstream.TENANT, description = "whose it is (default: ${DEFAULT-VALUE})")
    String tenant = Upstream.TENANT;

    @Mixin
    final Connection connection;

    private final InstantSource clock;
    private final PrintStream out;

    public CancelCommand(LocalPorts ports, InstantSource clock, PrintStream out) {
        this.connection = new Connection(ports);
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        CancelSend cancel = new CancelSend(id, tenant, Upstream.SOURCE, Map.of());
        return new ControlCall(connection.servers(), clock, out)
                .run(
                        id,
                        publisher -> publisher.cancel(cancel),
                        Status.CANCELLED,
                        _ -> "Cancelled: " + id + " will not be sent.");
    }
}
