package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.provider.ConnectedProvider;
import dev.tidings.dispatcher.channel.provider.Reports;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.provider.UnknownCodes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** Message centres that speak SMPP 3.4. */
public final class SmppSms implements ConnectedProvider {
    private final InstantSource clock;
    private final SmppNetwork network;
    private final RandomGenerator random;
    private final UnknownCodes unknown;
    private final SmppMetrics metrics;

    /**
     * An adapter.
     *
     * @param clock what a message's validity is counted by
     * @param network how message centres are reached
     * @param random keeps instances that lost their connections together from coming back together; safe for use by many threads
     */
    public SmppSms(
            InstantSource clock,
            SmppNetwork network,
            RandomGenerator random,
            UnknownCodes unknown,
            SmppMetrics metrics) {
        this.clock = clock;
        this.network = network;
        this.random = random;
        this.unknown = unknown;
        this.metrics = metrics;
    }

    @Override
    public String provider() {
        return "smpp";
    }

    @Override
    public String sendingCredential() {
        return "password";
    }

    @Override
    public Schemes schemes() {
        return new Schemes("smpps", "smpp");
    }

    @Override
    public Connection open(Sender sender, Reports reports) {
        Optional<String> problem = SmppSettings.problem(sender);
        return problem.isPresent() ? new Unusable(problem.get()) : connection(sender, reports);
    }

    private Connection connection(Sender sender, Reports reports) {
        SenderAccount account = sender.account();
        SmppSettings settings = SmppSettings.of(sender);
        SmppTimes times = network.times();
        Statuses statuses = new Statuses(account, unknown);
        Deliveries deliveries = new Deliveries(
                account, new ReportReader(settings.receiptIds()), reports, times.reportWithin(), clock, metrics);
        Link link = new Link(
                new Binder(settings, network, statuses), deliveries, times, random, new LinkEvents(account, metrics));
        Outgate gate = new Outgate(
                link,
                new Semaphore(settings.window(), true),
                statuses,
                settings.source(),
                settings.receiptIds(),
                clock);
        return new SmppConnection(sender, settings, gate, times.goodByeWithin(), random.nextInt());
    }

    /** Of an account whose entry in the catalog makes no sense. */
    private record Unusable(String problem) implements Connection {
        @Override
        public Outcome send(SendTask task, Instant deadline, Duration within) {
            return new Outcome.Rejected(Reason.INVALID_REQUEST, problem, null);
        }

        @Override
        public void close() {}
    }
}
