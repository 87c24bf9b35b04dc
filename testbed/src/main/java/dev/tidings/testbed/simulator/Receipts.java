package dev.tidings.testbed.simulator;

import dev.tidings.contract.ReceiptKind;
import dev.tidings.testbed.simulator.Effect.ReceiptEffect;
import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Report;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What becomes of an accepted message: it is sent, then delivered or failed, then perhaps read. Its provider tells so in its own way. */
final class Receipts {
    private final ReceiptDelays delays;
    private final Outbox outbox;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final Untold untold = new Untold();

    Receipts(ReceiptDelays delays, Outbox outbox, ScheduledExecutorService timer, InstantSource clock) {
        this.delays = delays;
        this.outbox = outbox;
        this.timer = timer;
        this.clock = clock;
    }

    void follow(Address address, Reporter reporter, ReceiptEffect effect) {
        if (effect.none()) {
            untold.keep(address, reporter);
            return;
        }
        tell(reporter, Report.Sent::new, delays.sent());
        Optional<Effect.Failure> failure = failure(reporter, effect);
        if (failure.isPresent()) {
            String code = failure.get().code();
            tell(reporter, at -> new Report.Failed(at, code), delays.delivered());
            return;
        }
        tell(reporter, Report.Delivered::new, delays.delivered());
        Duration read = effect.read() == null ? delays.read() : effect.read();
        if (read != null) {
            tell(reporter, Report.Read::new, read);
        }
    }

    /**
     * Reports at once what has become of the messages to a recipient of which nothing is reported otherwise, and says of how many.
     * They can be reported on again.
     */
    int tell(String channel, String number, ReceiptKind kind) {
        List<Reporter> reporters = untold.of(channel, number);
        reporters.forEach(reporter -> reporter.tell(report(kind, reporter), outbox));
        return reporters.size();
    }

    private Report report(ReceiptKind kind, Reporter reporter) {
        Instant now = clock.instant();
        return switch (kind) {
            case DELIVERED -> new Report.Delivered(now);
            case READ -> new Report.Read(now);
            case UNDELIVERED -> new Report.Failed(now, reporter.certainFailure());
            case ACCEPTED, UNRECOGNIZED -> throw new IllegalArgumentException("nobody reports " + kind);
        };
    }

    private static Optional<Effect.Failure> failure(Reporter reporter, ReceiptEffect effect) {
        return Optional.ofNullable(effect.failure())
                .or(() -> Optional.ofNullable(reporter.certainFailure()).map(Effect.Failure::new));
    }

    private void tell(Reporter reporter, Function<Instant, Report> report, Duration after) {
        var _ = timer.schedule(
                () -> reporter.tell(report.apply(clock.instant()), outbox), after.toMillis(), TimeUnit.MILLISECONDS);
    }
}
