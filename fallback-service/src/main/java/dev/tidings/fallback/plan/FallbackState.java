package dev.tidings.fallback.plan;

import dev.tidings.contract.FallbackWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one request's fallback stands. Watch and results travel by different topics, so either may come first, and each may
 * come again; whatever the order, the first state with both decides, and only another request leaves {@link Decided}.
 *
 * <p>An id may be used again a day after its request has left hold, while its state is still kept. Watches are told apart by
 * when their requests were accepted, which only ever grows for one id; a report belongs to the watch with the same due time.
 */
public sealed interface FallbackState {
    /**
     * As long as the topic of watches keeps one that could be read again: without a watch nothing is decided, so the results,
     * which are kept for longer, lead to no second SMS.
     */
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
            return next.supersedes(report)
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
        public Advance onWatch(FallbackWatch next, Instant now) {
            return next.acceptedAt().isAfter(watch.acceptedAt())
                    ? new Advance.Concluded(since(now, next), Judgement.beforeReuse(watch, now))
                    : new Advance.Unchanged(Ignored.REPEAT);
        }

        @Override
        public Advance onReport(Report report, Instant now) {
            return concerns(report) ? conclude(report, now) : new Advance.Unchanged(Ignored.EARLIER_REQUEST);
        }

        @Override
        public Optional<Decision> lapse(Instant now) {
            return Optional.of(Judgement.withoutResult(watch, now));
        }

        private boolean concerns(Report report) {
            return report.isAbout(watch.dueAt());
        }

        private Advance conclude(Report report, Instant now) {
            Decision decision = Judgement.of(watch, report, now);
            Decided decided = new Decided(decision.cause(), watch.acceptedAt(), watch.dueAt(), now.plus(RETENTION));
            return new Advance.Concluded(decided, decision);
        }
    }

    /**
     * Decided: what comes now is a repeat or too late, or about another request that has taken the id.
     *
     * @param acceptedAt when the request was accepted
     * @param dueAt when it was due
     */
    record Decided(Cause cause, Instant acceptedAt, Instant dueAt, Instant keepUntil) implements Kept {
        @Override
        public Advance onWatch(FallbackWatch watch, Instant now) {
            return precedes(watch)
                    ? new Advance.Moved(Watching.since(now, watch))
                    : new Advance.Unchanged(Ignored.AFTER_DECISION);
        }

        @Override
        public Advance onReport(Report report, Instant now) {
            return report.isAbout(dueAt)
                    ? new Advance.Unchanged(ignored(report))
                    : new Advance.Moved(new ReportedAgain(this, report, now.plus(RETENTION)));
        }

        private boolean precedes(FallbackWatch watch) {
            return watch.acceptedAt().isAfter(acceptedAt);
        }

        private Ignored ignored(Report report) {
            return switch (cause) {
                case SEND_FAILED, UNCERTAIN, RULE_ACTS ->
                    report.finding() == Finding.DELIVERED ? Ignored.ARRIVED_AFTER_SMS : Ignored.AFTER_DECISION;
                case RULE_FORBIDS, NOT_A_TRIGGER, SENT, DELIVERED, NO_SMS, NO_RESULT -> Ignored.AFTER_DECISION;
            };
        }
    }

    /**
     * Decided for one request, and a result of another one with the same id came before its watch.
     *
     * @param report the strongest of the other request so far
     */
    record ReportedAgain(Decided earlier, Report report, Instant keepUntil) implements Kept {
        @Override
        public Advance onWatch(FallbackWatch watch, Instant now) {
            return earlier.precedes(watch)
                    ? new Reported(report, keepUntil).onWatch(watch, now)
                    : earlier.onWatch(watch, now);
        }

        @Override
        public Advance onReport(Report next, Instant now) {
            if (next.isAbout(earlier.dueAt())) {
                return earlier.onReport(next, now);
            }
            return next.supersedes(report)
                    ? new Advance.Moved(new ReportedAgain(earlier, next, keepUntil))
                    : new Advance.Unchanged(Ignored.REPEAT);
        }
    }

    /**
     * What was known cannot be read any more, and so not whether an SMS went out: none does. One too few is worth less than one
     * too many.
     */
    record Lost(Instant keepUntil) implements Kept {
        /** For as long as what was lost might have been kept. */
        public static Lost found(Instant now) {
            return new Lost(now.plus(RETENTION));
        }

        @Override
        public Advance onWatch(FallbackWatch watch, Instant now) {
            return new Advance.Unchanged(Ignored.STATE_LOST);
        }

        @Override
        public Advance onReport(Report report, Instant now) {
            return new Advance.Unchanged(Ignored.STATE_LOST);
        }
    }
}
