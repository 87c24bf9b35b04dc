package dev.tidings.dispatcher.engine;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.account.Account;
import dev.tidings.dispatcher.account.Accounts;
import dev.tidings.dispatcher.account.Cause;
import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.dispatch.Check;
import dev.tidings.dispatcher.dispatch.NextStep;
import dev.tidings.dispatcher.dispatch.Outgoing;
import dev.tidings.dispatcher.dispatch.Plan;
import dev.tidings.dispatcher.dispatch.Plans;
import dev.tidings.dispatcher.dispatch.Source;
import dev.tidings.runtime.CounterFamily;
import dev.tidings.runtime.FailureNote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks, journals, calls, and publishes what came of it. */
final class TaskRunner implements Runner {
    /** How long a start's acknowledgement and the account's turn may take before the call is too late for the promised answerBy. */
    static final Duration START_WITHIN = Duration.ofSeconds(1);

    /** How long after the call's deadline its end may need to get into the journal. */
    static final Duration FINISH_WITHIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    private static final Outcome UNKNOWN_ACCOUNT =
            new Outcome.Rejected(Reason.INVALID_REQUEST, "unknown account", null);

    private static final Outcome JUST_KNOWN =
            new Outcome.Throttled("its account was unknown until now", null, Duration.ofSeconds(1), true);

    private static final Outcome TAKEN_AWAY =
            new Outcome.Unreachable("its partition went to another dispatcher before the call");

    private final Plans plans;
    private final Channels channels;
    private final Accounts accounts;
    private final Publishing publishing;
    private final Burial burial;
    private final DispatchMetrics metrics;
    private final InstantSource clock;

    TaskRunner(
            Plans plans,
            Channels channels,
            Accounts accounts,
            Publishing publishing,
            Burial burial,
            DispatchMetrics metrics,
            InstantSource clock) {
        this.plans = plans;
        this.channels = channels;
        this.accounts = accounts;
        this.publishing = publishing;
        this.burial = burial;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** How long an attempt takes at most, its own publishing included. */
    static Duration over(Duration answerWithin) {
        return START_WITHIN.plus(answerWithin).plus(FINISH_WITHIN);
    }

    @Override
    public boolean run(Work work, Runnable answered) {
        boolean done = false;
        try {
            done = work(work, answered);
        } catch (RuntimeException | Error e) {
            Source source = work.assignment().source();
            LOG.atError()
                    .addKeyValue("lane", source.lane().id())
                    .addKeyValue("partition", source.partition())
                    .addKeyValue("offset", work.offset())
                    .addKeyValue("cause", FailureNote.of(e))
                    .log("a task failed");
        }
        if (!done) {
            metrics.abandoned();
        }
        return done;
    }

    private boolean work(Work work, Runnable answered) {
        return switch (work) {
            case Work.Send send -> send(send, answered);
            case Work.Postpone postpone -> postpone(postpone);
            case Work.Republish over -> publish(over, over.task(), over.finished(), whileOurs(over));
            case Work.Await await -> judge(await);
            case Work.Bury bury -> burial.bury(bury);
        };
    }

    private boolean send(Work.Send work, Runnable answered) {
        SendTask task = work.task();
        // What entered takes its turn or gives it up, whatever comes of it.
        Account account = work.account();
        Turn turn = account == null ? null : new Turn(account);
        try {
            return switch (plans.check(task, clock.instant())) {
                case Check.NoCall(Outcome outcome) -> withoutCall(work, task, outcome);
                case Check.Call() -> called(work, turn, answered);
            };
        } finally {
            if (turn != null) {
                turn.close();
            }
        }
    }

    private boolean called(Work.Send work, @Nullable Turn turn, Runnable answered) {
        SendTask task = work.task();
        Optional<Channel> channel = channels.forAccount(task.channel(), task.accountId());
        if (channel.isEmpty()) {
            return withoutCall(work, task, UNKNOWN_ACCOUNT);
        }
        if (turn == null) {
            return withoutCall(work, task, JUST_KNOWN);
        }
        Optional<Duration> wait = turn.account().takeRecipient(task.recipientKey());
        if (wait.isPresent()) {
            metrics.postponed(task, Cause.RECIPIENT);
            return withoutCall(
                    work,
                    task,
                    new Outcome.Throttled("the recipient was written to too often", null, wait.get(), true));
        }
        return attempt(work, channel.get(), turn, answered);
    }

    private boolean postpone(Work.Postpone work) {
        SendTask task = work.task();
        return switch (plans.check(task, clock.instant())) {
            case Check.NoCall(Outcome outcome) -> withoutCall(work, task, outcome);
            case Check.Call() ->
                accounts.of(task)
                        .map(account -> withoutCall(work, task, later(task, account)))
                        .orElseGet(() -> withoutCall(work, task, UNKNOWN_ACCOUNT));
        };
    }

    private Outcome later(SendTask task, Account account) {
        Cause cause = account.cause();
        metrics.postponed(task, cause);
        return new Outcome.Throttled(
                "the account has no room for it now: " + CounterFamily.lower(cause),
                null,
                account.book(channels.parts(task)),
                false);
    }

    /**
     * No start has to be journaled where nobody is called, but the end has: a new owner, with another clock or another
     * catalog, would contradict it.
     */
    private boolean withoutCall(Work work, SendTask task, Outcome outcome) {
        return withoutCall(work, task, outcome, whileOurs(work));
    }

    private boolean withoutCall(Work work, SendTask task, Outcome outcome, BooleanSupplier wanted) {
        AttemptFinished finished = plans.finished(task, outcome, clock.instant());
        return conclude(work, task, finished, wanted);
    }

    private boolean isLate(Instant begun) {
        return clock.instant().isAfter(begun.plus(START_WITHIN));
    }

    private boolean attempt(Work.Send work, Channel channel, Turn turn, Runnable answered) {
        SendTask task = work.task();
        metrics.admitted(work.assignment().source().lane(), work.readAt());
        BooleanSupplier untilOver = () -> false;
        while (work.assignment().isCurrent()) {
            Instant begun = clock.instant();
            Duration over = over(channels.answerWithin());
            Outgoing started = plans.started(task, begun, over);
            if (!publishing.all(List.of(started), partition(work), whileOurs(work))
                    || !work.assignment().isCurrent()) {
                // Who owns it now may have read the journal before this start was in it, and call.
                break;
            }
            untilOver = untilOver(work, begun.plus(over));
            if (isLate(begun)) {
                continue;
            }
            if (!turn.take(channels.parts(task))) {
                // Nobody else judges before answerBy, and nobody else knows that there was no call.
                return withoutCall(work, task, later(task, turn.account()), untilOver);
            }
            Instant ready = clock.instant();
            if (plans.check(task, ready) instanceof Check.NoCall(Outcome late)) {
                return withoutCall(work, task, late, untilOver);
            }
            // Where it took too long, the call could outlive answerBy: another start is journaled, and another turn
            // taken.
            if (isLate(begun)) {
                turn.giveBack();
            } else if (work.assignment().isCurrent()) {
                Outcome outcome = call(task, channel, begun.plus(START_WITHIN).plus(channels.answerWithin()));
                turn.called(outcome, Duration.between(ready, clock.instant()));
                AttemptFinished finished = attempted(task, outcome);
                answered.run();
                return conclude(work, task, finished, untilOver);
            }
        }
        // A start that others read and no end would be uncertain, and there was no call.
        return withoutCall(work, task, TAKEN_AWAY, untilOver);
    }

    private Outcome call(SendTask task, Channel channel, Instant deadline) {
        long begun = metrics.now();
        try {
            return channel.send(task, deadline);
        } catch (RuntimeException e) {
            // A bug in an adapter: nobody can say how far it came.
            LOG.atError()
                    .addKeyValue("requestId", task.requestId())
                    .addKeyValue("channel", task.channel())
                    .addKeyValue("accountId", task.accountId())
                    .addKeyValue("attempt", task.attempt())
                    .addKeyValue("cause", FailureNote.of(e))
                    .log("the channel's adapter failed");
            return new Outcome.Uncertain("the channel's adapter failed", null);
        } finally {
            metrics.called(task.channel(), begun);
        }
    }

    private AttemptFinished attempted(SendTask task, Outcome outcome) {
        AttemptFinished finished = plans.finished(task, outcome, clock.instant());
        metrics.attempt(task.channel(), finished.outcome());
        return finished;
    }

    /** A former owner began it, and the journal has had the time to say more. */
    private boolean judge(Work.Await work) {
        if (!work.assignment().isCurrent()) {
            return false;
        }
        Optional<AttemptFinished> word = work.word().join();
        if (word.isPresent()) {
            return publish(work, work.task(), word.get(), whileOurs(work));
        }
        Outcome unknown = new Outcome.Uncertain("the dispatcher stopped between its call and the answer", null);
        return conclude(work, work.task(), attempted(work.task(), unknown), whileOurs(work));
    }

    /**
     * The journal comes first, and is acknowledged before anything else is said: or else, after a crash between the two,
     * the next owner would contradict a result that is already out.
     */
    private boolean conclude(Work work, SendTask task, AttemptFinished finished, BooleanSupplier wanted) {
        return publishing.all(List.of(plans.journal(task, finished)), partition(work), wanted)
                && publish(work, task, finished, wanted);
    }

    private boolean publish(Work work, SendTask task, AttemptFinished finished, BooleanSupplier wanted) {
        Plan plan = plans.after(task, work.assignment().source().lane(), finished);
        if (!publishing.all(plan.events(), partition(work), wanted)) {
            return false;
        }
        switch (plan.next()) {
            case NextStep.Ends(var result) -> metrics.ended(task, result);
            case NextStep.TriesAgain _ -> metrics.retry(task.channel());
        }
        return true;
    }

    private static BooleanSupplier whileOurs(Work work) {
        return work.assignment()::isCurrent;
    }

    /** When the partition is lost during a call, its end is still ours to tell until answerBy: nobody else judges before. */
    private BooleanSupplier untilOver(Work work, Instant answerBy) {
        return () -> work.assignment().isCurrent() || clock.instant().isBefore(answerBy);
    }

    private static int partition(Work work) {
        return work.assignment().source().partition();
    }
}
