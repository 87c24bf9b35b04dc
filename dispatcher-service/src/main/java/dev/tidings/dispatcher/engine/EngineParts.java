package dev.tidings.dispatcher.engine;

import dev.tidings.codec.Codec;
import dev.tidings.dispatcher.account.Account;
import dev.tidings.dispatcher.account.AccountTimes;
import dev.tidings.dispatcher.account.Accounts;
import dev.tidings.dispatcher.account.SharedPlaces;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.dispatch.Door;
import dev.tidings.dispatcher.dispatch.Doors;
import dev.tidings.dispatcher.dispatch.Pause;
import dev.tidings.dispatcher.dispatch.Plans;
import dev.tidings.dispatcher.dispatch.Window;
import dev.tidings.dispatcher.publish.Publisher;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.trace.Tracing;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/** What a loop is assembled of, beside its settings and its connections to Kafka. */
record EngineParts(
        Codec codec,
        Channels channels,
        Publisher publisher,
        DeadLetters deadLetters,
        DispatchMetrics metrics,
        Tracing tracing,
        StopBudget budget,
        InstantSource clock,
        LongSupplier nanos) {
    DispatchEngine.Running assemble(DispatchProperties properties, Consumer<byte[], byte[]> consumer, Journal journal) {
        properties.checkDrain(channels.answerWithin());
        CountDownLatch ended = new CountDownLatch(1);
        Pause pause = atMost -> !ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        // Never shut down: what still runs when the process ends is found in the journal.
        Executor tasks = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("dispatch-", 0).factory());
        Membership membership = new Heartbeats(consumer.metrics(), clock);
        LaneLoop loop = assemble(properties, consumer, journal, new Hands(tasks, pause, membership));
        metrics.bind(consumer);
        return new DispatchEngine.Running(loop, consumer, ended);
    }

    /** The same with what a test turns by hand. */
    LaneLoop assemble(DispatchProperties properties, Consumer<byte[], byte[]> consumer, Journal journal, Hands hands) {
        JournalEnds ends = new JournalEnds();
        Publishing publishing = new Publishing(publisher, ends, metrics, hands.pause());
        // Seeded by the task: who publishes a plan again, publishes the same one.
        Plans plans = new Plans(
                properties.backoff(),
                properties.receiptWait(),
                task -> new SplittableRandom(task.text().hashCode()));
        Burial burial = new Burial(publishing, deadLetters);
        SharedPlaces places = new SharedPlaces(properties.maxInFlight(), properties.mostForOneAccount());
        Accounts accounts = new Accounts(channels, places, new AccountTimes(nanos, hands.pause()));
        Channels called = tracing.isOn() ? new TracedChannels(channels, tracing) : channels;
        TaskRunner runner = new TaskRunner(plans, called, accounts, publishing, burial, metrics, clock);
        Doors<Work> doors = new Doors<>(EngineParts::door, Account.PATIENCE, nanos);
        StartWaits waits = new StartWaits();
        Window<Work> window = new Window<>(
                properties.lanes(),
                properties.maxInFlight(),
                properties.maxBuffered(),
                properties.maxBufferedSize().toBytes(),
                doors,
                waits::take);
        Runner running = tracing.isOn() ? new TracedRunner(runner, tracing) : runner;
        Gate gate = new Gate(window, hands.tasks(), running, waits, nanos);
        metrics.watch(properties, gate, consumer, accounts);
        Takeovers takeovers = new Takeovers(consumer, journal, ends, metrics, clock);
        MakeWork makeWork = new MakeWork(codec, gate, accounts, takeovers, ends, metrics);
        Commits commits = new Commits(consumer, gate, ends, properties.commitEvery(), clock);
        Drain drain = new Drain(gate, hands.pause(), budget, clock);
        String anyLane = properties.lanes().getFirst().topic();
        Shares shares = new Shares(consumer, accounts, anyLane, new AskAgain(metrics, clock));
        Lease lease = new Lease(KafkaSettings.SURELY_A_MEMBER, hands.membership(), clock);
        return new LaneLoop(
                consumer, gate, makeWork, takeovers, commits, shares, drain, lease, properties.lanes(), clock);
    }

    /** What calls nobody needs no account's leave. */
    private static Optional<Door> door(Work work) {
        return work instanceof Work.Send send ? Optional.ofNullable(send.account()) : Optional.empty();
    }

    /**
     * What moves on its own.
     *
     * @param tasks runs tasks
     * @param pause waits
     * @param membership hears of the group
     */
    record Hands(Executor tasks, Pause pause, Membership membership) {}
}
