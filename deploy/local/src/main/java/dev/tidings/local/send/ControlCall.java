package dev.tidings.local.send;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import dev.tidings.local.show.ResultReader;
import dev.tidings.publish.SendPublisher;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks hold for something, waits for its answer and tells it. */
final class ControlCall {
    private static final int REFUSED = 1;
    private static final int NO_ANSWER = 2;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String servers;
    private final InstantSource clock;
    private final PrintStream out;

    ControlCall(String servers, InstantSource clock, PrintStream out) {
        this.servers = servers;
        this.clock = clock;
        this.out = out;
    }

    /**
     * One call.
     *
     * @param id under which it is answered
     * @param wanted the answer that says that it is done
     * @param done how to tell that answer
     * @return the exit status
     */
    int run(
            String id,
            Function<SendPublisher, CompletableFuture<?>> ask,
            Status wanted,
            Function<DeliveryResult, String> done) {
        // Opened before it is published: it begins at the end of what is there.
        try (ResultReader reader = ResultReader.fromNow(servers, id::equals);
                SendPublisher publisher = SendPublisher.create(servers, Upstream.EVENT_SOURCE, clock)) {
            Upstream.await(ask.apply(publisher), servers);
            Optional<DeliveryResult> answer = answer(reader, wanted);
            answer.ifPresentOrElse(
                    found -> out.println(found.status() == wanted ? done.apply(found) : refusal(found)),
                    () -> out.println("No answer within " + ANSWER_WITHIN.toSeconds()
                            + " s. Does the scheduler run? ./tidings status"));
            return answer.map(found -> found.status() == wanted ? 0 : REFUSED).orElse(NO_ANSWER);
        }
    }

    private static Optional<DeliveryResult> answer(ResultReader reader, Status wanted) {
        long end = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            Optional<DeliveryResult> answer = reader.poll(POLL).stream()
                    .filter(r -> r.status() == wanted || r.status() == Status.CONTROL_REFUSED)
                    .findFirst();
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private static String refusal(DeliveryResult answer) {
        return "Refused: " + (answer.detail() == null ? "it came too late" : answer.detail()) + ".";
    }
}
