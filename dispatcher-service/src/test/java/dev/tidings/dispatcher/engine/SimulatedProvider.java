package dev.tidings.dispatcher.engine;

import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.channel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A provider with two accounts, one of which is limited, that keeps a journal of its own of what it was asked and what it took. */
final class SimulatedProvider {
    static final String LIMITED = "whatsapp";
    static final String FREE = "viber";
    static final int PER_SECOND = 16;

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final SimulatedThreads threads;
    private final SplittableRandom random;
    private final Consumer<String> receipts;
    final List<Call> calls = new ArrayList<>();
    final List<String> accepted = new ArrayList<>();
    /** What it gave no clear answer to. */
    final List<String> unclear = new ArrayList<>();

    record Call(Instant at, SendTask task, SimulatedProcess process) {}

    /** @param receipts told of most requests that were taken, sooner or later: of the limited account, whose receipts name our id */
    SimulatedProvider(SimulatedThreads threads, SplittableRandom random, Consumer<String> receipts) {
        this.threads = threads;
        this.random = random;
        this.receipts = receipts;
    }

    /** The provider as one process reaches it. */
    Channels channels(SimulatedProcess process) {
        return new Channels() {
            @Override
            public Optional<Channel> forAccount(String channel, String accountId) {
                return Optional.of((task, deadline) -> send(task, deadline, process));
            }

            @Override
            public Optional<AccountLimits> limits(String channel, String accountId) {
                return Optional.of(
                        channel.equals(LIMITED) ? new AccountLimits(PER_SECOND, 4, null) : AccountLimits.NONE);
            }

            @Override
            public int parts(SendTask task) {
                return 1;
            }

            @Override
            public Duration answerWithin() {
                return ANSWER_WITHIN;
            }
        };
    }

    private Outcome send(SendTask task, Instant deadline, SimulatedProcess process) {
        if (!threads.clock.instant().isBefore(deadline)) {
            return new Outcome.Unreachable("too late");
        }
        calls.add(new Call(threads.clock.instant(), task, process));
        Duration half = Duration.ofMillis(random.nextInt(1, 100));
        int dice = random.nextInt(100);
        boolean takes = dice < 82;
        if (takes) {
            // Whatever becomes of who asked.
            threads.at(half, SimulatedProcess.NONE, () -> accepted.add(task.requestId()));
            if (task.channel().equals(LIMITED) && random.nextInt(10) > 0) {
                Duration later = half.plusMillis(random.nextInt(1, 30_000));
                threads.at(later, SimulatedProcess.NONE, () -> receipts.accept(task.requestId()));
            }
        }
        Duration answer = dice >= 74 && dice < 78 ? ANSWER_WITHIN : half.multipliedBy(2);
        threads.sleep(answer, process);
        if (dice < 74) {
            return new Outcome.Accepted("id-" + task.requestId());
        }
        if (dice < 86) {
            unclear.add(task.requestId());
            return new Outcome.Uncertain("no clear answer", null);
        }
        if (dice < 90) {
            return new Outcome.Throttled("too fast", "130429", null, random.nextBoolean());
        }
        return dice < 97
                ? new Outcome.Unreachable("no connection")
                : new Outcome.Rejected(Reason.RECIPIENT_NOT_ON_CHANNEL, "unknown", "131026");
    }
}
