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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A provider with three accounts that keeps a journal of its own of what it was asked and what it took: one may send so many a second,
 * one takes few calls at once, and of one nothing is said. Each can be dead for a while.
 */
final class SimulatedProvider {
    static final String LIMITED = "whatsapp";
    static final String NARROW = "telegram";
    static final String FREE = "viber";
    static final int PER_SECOND = 16;

    static final List<String> ACCOUNTS = List.of(LIMITED, NARROW, FREE);

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final SimulatedThreads threads;
    private final SplittableRandom random;
    private final Consumer<String> receipts;
    final List<Call> calls = new ArrayList<>();
    final List<String> accepted = new ArrayList<>();
    /** What it gave no clear answer to. */
    final List<String> unclear = new ArrayList<>();
    /** The most calls that one process had in flight at once to one account. */
    final Map<Line, Integer> mostAtOnce = new HashMap<>();

    private final Map<Line, Integer> atOnce = new HashMap<>();
    private final List<Death> deaths = new ArrayList<>();
    /** It takes all that comes to an account that lives. */
    boolean isWell;

    record Call(Instant at, SendTask task, SimulatedProcess process) {}

    /** Between a process and an account. */
    record Line(SimulatedProcess process, String channel) {}

    /** How calls of an account that is dead end. */
    enum Agony {
        /** At their deadline. */
        HANGING,
        /** At once: nobody listens. */
        REFUSED
    }

    private record Death(String channel, Agony agony, Instant from, Instant until) {
        boolean is(String called, Instant at) {
            return channel.equals(called) && !at.isBefore(from) && at.isBefore(until);
        }
    }

    /** @param receipts told of most requests that were taken, sooner or later: of the limited account, whose receipts name our id */
    SimulatedProvider(SimulatedThreads threads, SplittableRandom random, Consumer<String> receipts) {
        this.threads = threads;
        this.random = random;
        this.receipts = receipts;
    }

    /** For a while, the account takes nothing. */
    void dies(String channel, Agony agony, Instant from, Duration span) {
        deaths.add(new Death(channel, agony, from, from.plus(span)));
    }

    /** So many calls one process may have in flight to an account: where nothing is said of it, three quarters of all at most. */
    static int atOnce(String channel) {
        return switch (channel) {
            case LIMITED -> 4;
            case NARROW -> 3;
            default -> SimulatedDispatcher.MAX_IN_FLIGHT * 3 / 4;
        };
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
                        switch (channel) {
                            case LIMITED -> new AccountLimits(PER_SECOND, atOnce(channel), null);
                            case NARROW -> new AccountLimits(null, atOnce(channel), null);
                            default -> AccountLimits.NONE;
                        });
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
        Instant now = threads.clock.instant();
        if (!now.isBefore(deadline)) {
            return new Outcome.Unreachable("too late");
        }
        calls.add(new Call(now, task, process));
        Line line = new Line(process, task.channel());
        mostAtOnce.merge(line, atOnce.merge(line, 1, Integer::sum), Math::max);
        Outcome outcome = deaths.stream()
                .filter(death -> death.is(task.channel(), now))
                .findFirst()
                .map(death -> dead(task, death.agony(), Duration.between(now, deadline), process))
                .orElseGet(() -> alive(task, process));
        atOnce.merge(line, -1, Integer::sum);
        return outcome;
    }

    private Outcome dead(SendTask task, Agony agony, Duration left, SimulatedProcess process) {
        return switch (agony) {
            case HANGING -> {
                threads.sleep(left.compareTo(ANSWER_WITHIN) < 0 ? left : ANSWER_WITHIN, process);
                unclear.add(task.requestId());
                yield new Outcome.Uncertain("no answer in time", null);
            }
            case REFUSED -> {
                threads.sleep(Duration.ofMillis(random.nextInt(1, 20)), process);
                yield new Outcome.Unreachable("connection refused");
            }
        };
    }

    private Outcome alive(SendTask task, SimulatedProcess process) {
        Duration half = Duration.ofMillis(random.nextInt(1, 100));
        int dice = isWell ? 0 : random.nextInt(100);
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
