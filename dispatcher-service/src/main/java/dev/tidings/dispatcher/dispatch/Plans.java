package dev.tidings.dispatcher.dispatch;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.Event;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.OutcomeKind;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Refusal;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.channel.Echo;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.RepeatKey;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a task leads to. What follows an attempt depends only on the task and on what the journal says of the
 * attempt, so a new owner that reads the journal comes to the same plan as the one which made the call.
 */
public final class Plans {
    private final Backoff backoff;
    private final Duration receiptWait;
    private final Function<TaskId, RandomGenerator> randoms;

    /**
     * Decides with this back-off.
     *
     * @param receiptWait how long a receipt may take that tells what came of an uncertain attempt
     * @param randoms randomness for a task: seeded by it where the same plan must come out again
     */
    public Plans(Backoff backoff, Duration receiptWait, Function<TaskId, RandomGenerator> randoms) {
        this.backoff = backoff;
        this.receiptWait = receiptWait;
        this.randoms = randoms;
    }

    /**
     * What can be said without a call. The refusal goes first: unlike the end of validity it does not depend on when, and
     * by whose clock, it is asked.
     */
    public Check check(SendTask task, Instant now) {
        if (task.refusal() != null) {
            return new Check.NoCall(
                    new Outcome.Rejected(task.refusal().reason(), task.refusal().detail(), null));
        }
        if (!now.isBefore(task.validUntil())) {
            return new Check.NoCall(new Outcome.Unreachable("its validity ended before it was called"));
        }
        return new Check.Call();
    }

    /**
     * The journal's record of an attempt that is about to begin.
     *
     * @param over how long until it is certainly over, its own publishing included
     */
    public Outgoing started(SendTask task, Instant now, Duration over) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        AttemptStarted started =
                new AttemptStarted(task.requestId(), task.step(), task.attempt(), task.acceptedAt(), at, at.plus(over));
        return journal(task, "STARTED", at, started);
    }

    /** What the journal will say of an attempt. */
    public AttemptFinished finished(SendTask task, Outcome outcome, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return switch (outcome) {
            case Outcome.Accepted(String id) ->
                finished(task, at, OutcomeKind.ACCEPTED, new Trouble(null, null, null), id, null);
            case Outcome.Rejected(Reason reason, String detail, @Nullable String code) ->
                finished(task, at, OutcomeKind.REJECTED, new Trouble(reason, detail, code), null, null);
            case Outcome.Throttled(String detail, @Nullable String code, @Nullable Duration retryAfter, boolean _) ->
                finished(
                        task,
                        at,
                        OutcomeKind.THROTTLED,
                        new Trouble(Reason.RATE_LIMITED, detail, code),
                        null,
                        retryAfter);
            case Outcome.Unreachable(String detail) ->
                finished(
                        task,
                        at,
                        OutcomeKind.UNREACHABLE,
                        new Trouble(Reason.PROVIDER_UNAVAILABLE, detail, null),
                        null,
                        null);
            case Outcome.Uncertain(String detail, @Nullable String code) ->
                finished(task, at, OutcomeKind.UNCERTAIN, new Trouble(Reason.UNCERTAIN, detail, code), null, null);
        };
    }

    /** The journal's record of an attempt that is over. */
    public Outgoing journal(SendTask task, AttemptFinished finished) {
        return journal(task, "FINISHED", finished.finishedAt(), finished);
    }

    /** What an attempt leads to. */
    public Plan after(SendTask task, Lane lane, AttemptFinished finished) {
        return switch (finished.outcome()) {
            case ACCEPTED -> ended(task, finished, new Ending(Status.SENT, null, null));
            case REJECTED -> ended(task, finished, new Ending(Status.FAILED, finished.reason(), finished.detail()));
            case THROTTLED, UNREACHABLE -> afterTrouble(task, lane, finished);
            case UNCERTAIN -> afterUncertain(task, lane, finished);
        };
    }

    private Plan afterTrouble(SendTask task, Lane lane, AttemptFinished finished) {
        Instant due = nextDue(task, finished);
        if (due.isBefore(task.validUntil())) {
            return again(task, lane, finished, due, task.nextAttempt(task.possibleDuplicate()));
        }
        String detail = "no further attempt before its validity ends; last trouble: " + finished.reason() + ", "
                + finished.detail();
        return ended(task, finished, new Ending(Status.EXPIRED, Reason.VALIDITY_EXPIRED, detail));
    }

    /**
     * Where a receipt can tell, it is waited for in hold, which drops the next attempt when one does: also one that only says
     * that nothing more is known.
     */
    private Plan afterUncertain(SendTask task, Lane lane, AttemptFinished finished) {
        boolean receiptTells = Echo.of(task).isPresent();
        Instant told = finished.finishedAt().plus(receiptTells ? receiptWait : Duration.ZERO);
        Instant due = later(nextDue(task, finished), told);
        boolean resend = task.onUncertain() == OnUncertain.RESEND || RepeatKey.isKnownAt(task, due);
        if (resend && due.isBefore(task.validUntil())) {
            return again(task, lane, finished, due, task.nextAttempt(true));
        }
        if (receiptTells) {
            String doubt = Objects.requireNonNullElse(finished.detail(), "no clear answer");
            return again(task, lane, finished, told, task.givenUp(new Refusal(Reason.UNCERTAIN, doubt)));
        }
        // Not EXPIRED, even where only the time is missing: that would say that nothing was sent.
        return ended(task, finished, new Ending(Status.UNKNOWN, Reason.UNCERTAIN, finished.detail()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant nextDue(SendTask task, AttemptFinished finished) {
        RandomGenerator random = randoms.apply(TaskId.of(task));
        return finished.finishedAt().plus(backoff.after(task.attempt(), finished.retryAfter(), random));
    }

    private static Plan again(SendTask task, Lane lane, AttemptFinished finished, Instant due, SendTask next) {
        RetryHold hold = new RetryHold(next, due, lane.id());
        List<Outgoing> events = new ArrayList<>(2);
        Results.openCorrelation(task, next, finished).ifPresent(events::add);
        events.add(new Outgoing(
                Topics.HOLDS, next.requestId(), TaskId.of(next).text() + "/RETRY", finished.finishedAt(), hold));
        return new Plan(new NextStep.TriesAgain(hold), events);
    }

    private static Plan ended(SendTask task, AttemptFinished finished, Ending ending) {
        Outgoing result = Results.of(task, overall(task, ending), finished);
        List<Outgoing> events = new ArrayList<>(2);
        // The correlation goes first: a receipt that finds it needs not wait for it.
        Results.correlation(task, finished).ifPresent(events::add);
        events.add(result);
        return new Plan(Results.end(result), events);
    }

    /** What an earlier attempt may have sent has neither failed nor expired, whatever came of this one. */
    private static Ending overall(SendTask task, Ending ending) {
        if (!task.possibleDuplicate() || ending.status() == Status.SENT || ending.status() == Status.UNKNOWN) {
            return ending;
        }
        if (ending.reason() == Reason.UNCERTAIN) {
            return new Ending(Status.UNKNOWN, Reason.UNCERTAIN, ending.detail());
        }
        String detail =
                "an earlier attempt may have been accepted; the last one: " + ending.reason() + ", " + ending.detail();
        return new Ending(Status.UNKNOWN, Reason.UNCERTAIN, detail);
    }

    private static Outgoing journal(SendTask task, String what, Instant at, Event event) {
        String id = TaskId.of(task).text() + '/' + what;
        return new Outgoing(Topics.ATTEMPTS, task.recipientKey(), id, at, event);
    }

    private static AttemptFinished finished(
            SendTask task,
            Instant at,
            OutcomeKind kind,
            Trouble trouble,
            @Nullable String providerMessageId,
            @Nullable Duration retryAfter) {
        return new AttemptFinished(
                task.requestId(),
                task.step(),
                task.attempt(),
                task.acceptedAt(),
                kind,
                trouble.reason(),
                trouble.detail(),
                trouble.providerCode(),
                providerMessageId,
                retryAfter,
                at);
    }

    private record Trouble(
            @Nullable Reason reason,
            @Nullable String detail,
            @Nullable String providerCode) {}
}
