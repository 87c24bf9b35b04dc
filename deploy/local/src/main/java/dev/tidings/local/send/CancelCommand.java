package dev.tidings.local.send;

import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import dev.tidings.local.settings.Connection;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.show.ResultReader;
import dev.tidings.publish.SendPublisher;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
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
    private static final int NO_ANSWER = 2;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

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
        String servers = connection.servers();
        try (ResultReader reader = ResultReader.fromNow(servers, id::equals);
                SendPublisher publisher = SendPublisher.create(servers, Upstream.EVENT_SOURCE, clock)) {
            Upstream.await(publisher.cancel(new CancelSend(id, tenant, Upstream.SOURCE, Map.of())), servers);
            return answer(reader).map(this::tell).orElseGet(this::tellSilence);
        }
    }

    private Optional<DeliveryResult> answer(ResultReader reader) {
        long end = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            Optional<DeliveryResult> answer = reader.poll(POLL).stream()
                    .filter(r -> r.status() == Status.CANCELLED || r.status() == Status.CONTROL_REFUSED)
                    .findFirst();
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private int tell(DeliveryResult answer) {
        if (answer.status() == Status.CANCELLED) {
            out.println("Cancelled: " + id + " will not be sent.");
            return 0;
        }
        out.println("Not cancelled: " + (answer.detail() == null ? "it came too late" : answer.detail()) + ".");
        return 1;
    }

    private int tellSilence() {
        out.println("No answer within " + ANSWER_WITHIN.toSeconds() + " s. Does the scheduler run? ./tidings status");
        return NO_ANSWER;
    }
}
