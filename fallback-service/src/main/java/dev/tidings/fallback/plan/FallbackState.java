package dev.tidings.fallback.plan;

import dev.tidings.contract.FallbackWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one request's fallback stands. Watch and results travel by different topics, so either may come first, and each may
 * come again; whatever the order, the first state with both decides, and {@link Decided} is never left.
 */
public sealed interface FallbackState {
    /** As long as the topics keep what could still be read again. */
    Duration RETENTION = Duration.ofDays(7);

    /** A watch's own end is believed no further ahead than this, so that none stays for ever. */
    Duration LONGEST_WATCH = Duration.ofDays(366);

    Advance onWatch(FallbackWatch watch, Instant now);

    Advance onReport(Report report, Instant now);

    /** A state that is stored, for a limited time. */
    sealed interface Kept extends FallbackState {
        /** When the state may be forgotten. */
        Instant keepUntil();

        /** What has to be said when the state is forgotten: something only where a decision is still owed. */
        default Optional<Decision> lapse(Instant now) {
            return Optional.empty();
        }
    }

    /** Nothing was read about the request, or it was long ago. */
    record Unseen() implements FallbackState {
        @Override
        public Advance onWatch(FallbackWatch watch, Instant now) {
            return new Advance.Moved(Watching.since(now, watch));
        }

        @Override
        public Advance onReport(Report report, Instant now) {
            return new Advance.Moved(new Reported(report, now.plus(RETENTION)));
        }
    }

    /**
     * A result came before its watch.
     *
     * @param report the strongest so far
     */
    record Reported(Report report, Instant keepUntil) implements Kept {
        @Override
        public Advance onWatch(FallbackWatch watch, Instant now) {
            Watching watching = Watching.since(now, watch);
            return watching.concerns(report) ? watching.conclude(report, now) : new Advance.Moved(watching);
        }

        @Override
        public Advance onReport(Report next, Instant now) {
            return next.finding().outweighs(report.finding())
                    ? new Advance.Moved(new Reported(next, keepUntil))
                    : new Advance.Unchanged(Ignored.REPEAT);
        }
    }

    /** The request was released, and how its chat message ended is not known yet. */
    record Watching(FallbackWatch watch, Instant keepUntil) implements Kept {
        static Watching since(Instant now, FallbackWatch watch) {
            Instant latest = now.plus(LONGEST_WATCH);
            Instant end = watch.validUntil().isAfter(latest) ? latest : watch.validUntil();
            Instant waitedUntil = now.isAfter(end) ? now : end;
            return new Watching(watch, waitedUntil.plus(RETENTION));
        }

        @Override
        public Advance onWatch(FallbackWatch repeated, Instant now) {
            return new Advance.Unchanged(Ignored.REPEAT);
        }

        @Override
        public Advance onReport(Report report, Instant now) {
            return concerns(report) ? conclude(report, now) : new Advance.Unchanged(Ignored.EARLIER_REQUEST);
        }

        @Override
        public Optional<Decision> lapse(Instant now) {
            return Optional.of(Judgement.withoutResult(watch, now));
        }

        /**
         * An id may be used again a day after its request was cancelled: that cancellation must not close the watch of the
         * new request. Both times are hold's own; other results carry another service's clock and are not compared.
         */
        private boolean concerns(Report report) {
            return report.finding() != Finding.CANCELLED || !report.occurredAt().isBefore(watch.acceptedAt());
        }

        private Advance conclude(Report report, Instant now) {
            Decision decision = Judgement.of(watch, report, now);
            return new Advance.Concluded(new Decided(decision.cause(), now.plus(RETENTION)), decision);
        }
    }

    /** Decided: what comes now is a repeat or too late. */
    record Decided(Cause cause, Instant keepUntil) implements Kept {
        @Override
        public Advance onWatch(FallbackWatch watch, Instant now) {
            return new Advance.Unchanged(Ignored.AFTER_DECISION);
        }

        @Override
        public Advance onReport(Report report, Instant now) {
            return new Advance.Unchanged(
                    switch (cause) {
                        case SEND_FAILED, UNCERTAIN, RULE_ACTS ->
                            report.finding() == Finding.DELIVERED ? Ignored.ARRIVED_AFTER_SMS : Ignored.AFTER_DECISION;
                        case RULE_FORBIDS, NOT_A_TRIGGER, SENT, DELIVERED, CANCELLED, NO_SMS, NO_RESULT ->
                            Ignored.AFTER_DECISION;
                    });
        }
    }
}
