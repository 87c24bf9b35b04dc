package dev.tidings.fallback.plan;

import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.FallbackWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where one request's fallback stands. Watch, results and deadlines travel by different topics, so each may come first, and each
 * may come again; what is known of a step only grows, so the order matters to nothing but what has been decided by then. A
 * decision is never taken back, and only another request leaves {@link Decided}.
 *
 * <p>An id may be used again a day after its request has left hold, while its state is still kept. Watches are told apart by
 * when their requests were accepted, which only ever grows for one id; a report belongs to the step with the same due time.
 */
public sealed interface FallbackState {
    /**
     * As long as the topic of watches keeps one that could be read again: without a watch nothing is decided, so the results,
     * which are kept for longer, lead to no second SMS.
     */
    Duration RETENTION = Duration.ofDays(7);

    /**
     * A watch that was released longer ago is not judged: what was decided of it may be forgotten, and where it is read again all
     * the same, because offsets were lost or set back, it would be decided once more. A day less than decisions are kept: the
     * two are told by two clocks.
     */
    Duration OLDEST_WATCH = RETENTION.minusDays(1);

    /** The clocks of two machines are less apart than this. */
    Duration CLOCKS_APART = Duration.ofMinutes(10);

    /** A watch's own end is believed no further ahead than this, so that none stays for ever. */
    Duration LONGEST_WATCH = Duration.ofDays(366);

    Advance onWatch(FallbackWatch watch, Circumstances at);

    Advance onReport(Report report, Circumstances at);

    /** Upstream does not want anything to follow any more. */
    default Advance onCancel(CancelFallback cancel, Circumstances at) {
        return new Advance.Unchanged(Ignored.NOTHING_TO_CANCEL);
    }

    /** A deadline that hold was asked for; or one of long ago. */
    default Advance onDeadline(DeliveryDeadline deadline, Circumstances at) {
        return new Advance.Unchanged(Ignored.UNEXPECTED_DEADLINE);
    }

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
        public Advance onWatch(FallbackWatch watch, Circumstances at) {
            return new Advance.Moved(Watching.since(at.now(), watch));
        }

        @Override
        public Advance onReport(Report report, Circumstances at) {
            return report.step() == Report.CHAT
                    ? new Advance.Moved(
                            new Reported(Evidence.of(report), at.now().plus(RETENTION)))
                    : new Advance.Unchanged(Ignored.OTHER_STEP);
        }
    }

    /**
     * Results came before their watch.
     *
     * @param evidence what they say of the chat message, of which there is some
     */
    record Reported(Evidence evidence, Instant keepUntil) implements Kept {
        @Override
        public Advance onWatch(FallbackWatch watch, Circumstances at) {
            Watching watching = Watching.since(at.now(), watch);
            return evidence.isAbout(watch.dueAt())
                    ? Chain.advance(watching.knowing(Report.CHAT, evidence), at)
                    : new Advance.Moved(watching);
        }

        @Override
        public Advance onReport(Report next, Circumstances at) {
            if (next.step() != Report.CHAT) {
                return new Advance.Unchanged(Ignored.OTHER_STEP);
            }
            return more(next)
                    .<Advance>map(known -> new Advance.Moved(new Reported(known, keepUntil)))
                    .orElseGet(() -> new Advance.Unchanged(Ignored.REPEAT));
        }

        /** What is known with this report too; empty where it says nothing new. Of two requests, the later one counts. */
        private Optional<Evidence> more(Report next) {
            if (!evidence.goesWith(next)) {
                return evidence.isOlderThan(next) ? Optional.of(Evidence.of(next)) : Optional.empty();
            }
            return Optional.of(evidence.with(next)).filter(known -> !known.equals(evidence));
        }
    }

    /**
     * The request was released, and what becomes of it is not certain yet.
     *
     * @param legs its steps so far: the chat message, and the fallback's that went out
     */
    record Watching(FallbackWatch watch, List<Leg> legs, Instant keepUntil) implements Kept {
        public Watching {
            legs = List.copyOf(legs);
        }

        static Watching since(Instant now, FallbackWatch watch) {
            Instant latest = now.plus(LONGEST_WATCH);
            Instant end = watch.validUntil().isAfter(latest) ? latest : watch.validUntil();
            return new Watching(watch, List.of(Leg.due(watch.dueAt())), now)
                    .keptAfter(now)
                    .keptAfter(end);
        }

        /** The step that is on its way. */
        int step() {
            return legs.size();
        }

        Leg leg() {
            return legs.getLast();
        }

        /** Whether hold was asked to come back to it. */
        public boolean isTimed() {
            return leg().deadline() != null;
        }

        Watching knowing(int step, Evidence evidence) {
            List<Leg> changed = new ArrayList<>(legs);
            changed.set(step - 1, legs.get(step - 1).with(evidence));
            return new Watching(watch, changed, keepUntil);
        }

        Watching until(Instant deadline) {
            List<Leg> changed = new ArrayList<>(legs);
            changed.set(legs.size() - 1, leg().until(deadline));
            return new Watching(watch, changed, keepUntil).keptAfter(deadline);
        }

        Watching next(Instant dueAt, Instant validUntil) {
            List<Leg> more = new ArrayList<>(legs);
            more.add(Leg.due(dueAt));
            return new Watching(watch, more, keepUntil).keptAfter(validUntil);
        }

        private Watching keptAfter(Instant end) {
            Instant until = end.plus(RETENTION);
            return until.isAfter(keepUntil) ? new Watching(watch, legs, until) : this;
        }

        @Override
        public Advance onWatch(FallbackWatch next, Circumstances at) {
            return next.acceptedAt().isAfter(watch.acceptedAt())
                    ? new Advance.Concluded(since(at.now(), next), Chain.beforeReuse(this, at.now()))
                    : new Advance.Unchanged(Ignored.REPEAT);
        }

        @Override
        public Advance onReport(Report report, Circumstances at) {
            if (report.step() > legs.size()) {
                return new Advance.Unchanged(Ignored.OTHER_STEP);
            }
            Leg about = legs.get(report.step() - 1);
            if (!report.isAbout(about.dueAt())) {
                return new Advance.Unchanged(Ignored.EARLIER_REQUEST);
            }
            Evidence known = about.evidence().with(report);
            if (known.equals(about.evidence())) {
                return new Advance.Unchanged(Ignored.REPEAT);
            }
            Watching next = knowing(report.step(), known);
            return report.step() == legs.size() ? Chain.advance(next, at) : late(next, report);
        }

        /** That a step arrived after all keeps the next one from going out, and is told at the end. */
        private static Advance late(Watching next, Report report) {
            return report.arrived()
                    ? new Advance.Noted(next, Ignored.ARRIVED_AFTER_SMS)
                    : new Advance.Unchanged(Ignored.AFTER_DECISION);
        }

        @Override
        public Advance onDeadline(DeliveryDeadline deadline, Circumstances at) {
            if (deadline.step() < legs.size()) {
                return new Advance.Unchanged(Ignored.AFTER_DECISION);
            }
            return deadline.step() == legs.size() && deadline.dueAt().equals(leg().deadline())
                    ? Chain.atDeadline(this, deadline.dueAt(), at)
                    : new Advance.Unchanged(Ignored.UNEXPECTED_DEADLINE);
        }

        /**
         * What has gone out is not called back: its end is waited for, where nothing could have followed it anyway. A cancellation
         * stands behind the watch that it is about, and is another request's only where it is read again; it and the acceptance are
         * told by the clocks of whoever had the partition.
         */
        @Override
        public Advance onCancel(CancelFallback cancel, Circumstances at) {
            boolean another = cancel.cancelledAt().isBefore(watch.acceptedAt().minus(CLOCKS_APART));
            return another || legs.size() > watch.steps().size()
                    ? new Advance.Unchanged(Ignored.NOTHING_TO_CANCEL)
                    : Chain.cancelled(this, at);
        }

        @Override
        public Optional<Decision> lapse(Instant now) {
            return Optional.of(Chain.lapsed(this, now));
        }
    }

    /**
     * Decided to the end: what comes now is a repeat or too late, or about another request that has taken the id.
     *
     * @param steps how many steps went out, the chat message included
     * @param acceptedAt when the request was accepted
     * @param dueAt when it was due
     */
    record Decided(Cause cause, int steps, Instant acceptedAt, Instant dueAt, Instant keepUntil) implements Kept {
        @Override
        public Advance onWatch(FallbackWatch watch, Circumstances at) {
            return precedes(watch)
                    ? new Advance.Moved(Watching.since(at.now(), watch))
                    : new Advance.Unchanged(Ignored.AFTER_DECISION);
        }

        @Override
        public Advance onReport(Report report, Circumstances at) {
            return concerns(report)
                    ? new Advance.Unchanged(ignored(report))
                    : new Advance.Moved(new ReportedAgain(
                            this, Evidence.of(report), at.now().plus(RETENTION)));
        }

        @Override
        public Advance onDeadline(DeliveryDeadline deadline, Circumstances at) {
            return new Advance.Unchanged(Ignored.AFTER_DECISION);
        }

        private boolean precedes(FallbackWatch watch) {
            return watch.acceptedAt().isAfter(acceptedAt);
        }

        /** The steps of another request come after its watch only. */
        private boolean concerns(Report report) {
            return report.step() > Report.CHAT || report.isAbout(dueAt);
        }

        private Ignored ignored(Report report) {
            return report.arrived() && report.step() < steps ? Ignored.ARRIVED_AFTER_SMS : Ignored.AFTER_DECISION;
        }
    }

    /**
     * Decided for one request, and results of another one with the same id came before its watch.
     *
     * @param evidence what they say of the other request's chat message
     */
    record ReportedAgain(Decided earlier, Evidence evidence, Instant keepUntil) implements Kept {
        @Override
        public Advance onWatch(FallbackWatch watch, Circumstances at) {
            return earlier.precedes(watch)
                    ? new Reported(evidence, keepUntil).onWatch(watch, at)
                    : earlier.onWatch(watch, at);
        }

        @Override
        public Advance onReport(Report next, Circumstances at) {
            if (earlier.concerns(next)) {
                return earlier.onReport(next, at);
            }
            return new Reported(evidence, keepUntil)
                    .more(next)
                    .<Advance>map(known -> new Advance.Moved(new ReportedAgain(earlier, known, keepUntil)))
                    .orElseGet(() -> new Advance.Unchanged(Ignored.REPEAT));
        }

        @Override
        public Advance onDeadline(DeliveryDeadline deadline, Circumstances at) {
            return earlier.onDeadline(deadline, at);
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
        public Advance onWatch(FallbackWatch watch, Circumstances at) {
            return new Advance.Unchanged(Ignored.STATE_LOST);
        }

        @Override
        public Advance onReport(Report report, Circumstances at) {
            return new Advance.Unchanged(Ignored.STATE_LOST);
        }

        @Override
        public Advance onDeadline(DeliveryDeadline deadline, Circumstances at) {
            return new Advance.Unchanged(Ignored.STATE_LOST);
        }
    }
}
