package dev.tidings.testbed.simulator;

import dev.tidings.testbed.simulator.Effect.ReceiptEffect;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Report;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    Receipts(ReceiptDelays delays, Outbox outbox, ScheduledExecutorService timer, InstantSource clock) {
        this.delays = delays;
        this.outbox = outbox;
        this.timer = timer;
        this.clock = clock;
    }

    void follow(Reporter reporter, ReceiptEffect effect) {
        if (effect.none()) {
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

    private static Optional<Effect.Failure> failure(Reporter reporter, ReceiptEffect effect) {
        return Optional.ofNullable(effect.failure())
                .or(() -> Optional.ofNullable(reporter.certainFailure()).map(Effect.Failure::new));
    }

    private void tell(Reporter reporter, Function<Instant, Report> report, Duration after) {
        var _ = timer.schedule(
                () -> reporter.tell(report.apply(clock.instant()), outbox), after.toMillis(), TimeUnit.MILLISECONDS);
    }
}
