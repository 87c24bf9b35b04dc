package dev.tidings.local.send;

import dev.tidings.contract.SendRequest;
import dev.tidings.local.settings.Connection;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.Spans;
import dev.tidings.local.show.Follow;
import dev.tidings.local.show.ResultReader;
import dev.tidings.local.show.Standing;
import dev.tidings.local.show.Timeline;
import dev.tidings.publish.SendPublisher;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for one send. */
@Command(
        name = "send",
        description = {
            "Asks for one send, and prints its id.",
            "With --wait, exit status: 0 sent (by chat or by SMS), 1 ended otherwise, 2 still open."
        },
        footer = {
            "",
            "  ./tidings send --channel whatsapp --account shop --to +6581234567 --template order_update --lang en \\",
            "      --param name=Ann --at +10s --fallback sms-on-failure --sms \"Your order is on its way\" --wait"
        })
public final class SendCommand implements Callable<Integer> {
    private static final int OPEN = 2;

    @ArgGroup(exclusive = false, multiplicity = "1", heading = "%nThe request:%n")
    RequestOptions request = new RequestOptions();

    /** A fallback that waits is silent for its policy's after, of which a minute is usual. */
    @Option(
            names = "--wait",
            arity = "0..1",
            paramLabel = "SPAN",
            fallbackValue = "90s",
            description = "print the timeline until the request has ended, or nothing was heard of it for SPAN"
                    + " (default: ${FALLBACK-VALUE}; a policy that waits for longer needs longer)")
    @Nullable
    String wait;

    @Mixin
    final Connection connection;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final PrintStream out;

    public SendCommand(LocalPorts ports, InstantSource clock, RandomGenerator random, PrintStream out) {
        this.connection = new Connection(ports);
        this.clock = clock;
        this.random = random;
        this.out = out;
    }

    @Override
    public Integer call() {
        SendRequest asked = request.toRequest(clock.instant(), ZoneId.systemDefault(), random);
        String servers = connection.servers();
        if (wait == null) {
            publish(servers, asked);
            out.println(asked.requestId());
            return 0;
        }
        Duration silence = Spans.span(wait);
        // Opened before the request is published: it begins at the end of what is there.
        try (ResultReader reader = ResultReader.fromNow(servers, asked.requestId()::equals)) {
            publish(servers, asked);
            Timeline timeline = new Timeline(ZoneId.systemDefault());
            new Follow(reader, clock, out).until(timeline, silence, silence);
            return end(timeline, asked.requestId(), silence);
        }
    }

    private int end(Timeline timeline, String id, Duration silence) {
        out.println(timeline.summary());
        if (timeline.standing() == Standing.OPEN) {
            out.println("Nothing was heard of " + id + " for " + silence.toSeconds() + " s; ./tidings show " + id
                    + " follows it further.");
            return OPEN;
        }
        return Standing.good(timeline.results()) ? 0 : 1;
    }

    private void publish(String servers, SendRequest asked) {
        try (SendPublisher publisher = SendPublisher.create(servers, Upstream.EVENT_SOURCE, clock)) {
            Upstream.await(publisher.send(asked), servers);
        }
    }
}
