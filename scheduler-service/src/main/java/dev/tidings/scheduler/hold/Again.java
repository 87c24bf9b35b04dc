package dev.tidings.scheduler.hold;

import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.Event;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.scheduler.hold.HoldState.Noted;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What other services ask hold to wait for: another attempt, or a deadline. Asked for twice, it happens once. The ids hold
 * a slash, which a request's id cannot.
 */
final class Again {
    private final Agenda agenda;
    private final HoldStore store;
    private final Consumer<Output> output;

    Again(Agenda agenda, Consumer<Output> output) {
        this.agenda = agenda;
        this.store = agenda.store();
        this.output = output;
    }

    void retry(RetryHold retry) {
        SendTask task = retry.task();
        String id = retryId(task.requestId(), task.step(), task.attempt(), task.acceptedAt());
        hold(new EntryId(Kind.RETRY, id), retry, retry.dueAt(), new Held.Retry(retry), () -> release(retry));
    }

    /**
     * The next attempt is dropped and the step ends as SENT: unless the attempt is out already, whose own end counts then. May
     * come before what it drops.
     */
    void confirmed(AttemptConfirmed confirmed) {
        Correlation attempt = confirmed.correlation();
        String next = retryId(attempt.requestId(), attempt.step(), attempt.attempt() + 1, attempt.acceptedAt());
        EntryId entry = new EntryId(Kind.RETRY, next);
        boolean waits = store.held(entry).isPresent();
        boolean isOut = !waits && store.find(entry, agenda.time()).isPresent();
        // What is older may have gone out, ended and been forgotten.
        boolean isForgotten = attempt.recordedAt().toEpochMilli() + store.span().toMillis() <= agenda.time();
        if (isOut || isForgotten) {
            output.accept(new Output.Repeat(confirmed));
            return;
        }
        store.remember(entry, new Noted(), agenda.time());
        if (waits) {
            output.accept(new Output.Dropped());
        }
        output.accept(new Output.Result(Results.sent(confirmed)));
    }

    /** With the time of acceptance: an id may be used again before its last retry is forgotten. */
    private static String retryId(String requestId, int step, int attempt, Instant acceptedAt) {
        return EventIds.attemptId(requestId, step, attempt) + '@' + acceptedAt.toEpochMilli();
    }

    void deadline(DeadlineHold deadline) {
        String id = deadline.requestId()
                + '/'
                + deadline.step()
                + '@'
                + deadline.dueAt().toEpochMilli();
        hold(
                new EntryId(Kind.DEADLINE, id),
                deadline,
                deadline.dueAt(),
                new Held.Deadline(deadline),
                () -> release(deadline));
    }

    void whenDue(HoldStore.Entry entry, RetryHold retry) {
        agenda.release(entry, Noted::new);
        release(retry);
    }

    void whenDue(HoldStore.Entry entry, DeadlineHold deadline) {
        agenda.release(entry, Noted::new);
        release(deadline);
    }

    private void hold(EntryId entry, Event event, Instant dueAt, Held held, Runnable release) {
        if (store.find(entry, agenda.time()).isPresent()) {
            output.accept(new Output.Repeat(event));
            return;
        }
        output.accept(new Output.Taken(event));
        long due = dueAt.toEpochMilli();
        if (due > agenda.time()) {
            agenda.put(new DueKey(due, entry.kind(), entry.id()), new Noted(), held);
        } else {
            store.remember(entry, new Noted(), agenda.time());
            release.run();
        }
    }

    private void release(RetryHold retry) {
        Lane lane = Lane.named(retry.lane())
                .orElseThrow(() -> new IllegalArgumentException("the lane was checked when the retry came in"));
        Duration late = Duration.between(retry.dueAt(), Instant.ofEpochMilli(agenda.time()));
        output.accept(new Output.Released(lane, retry.task(), late));
    }

    private void release(DeadlineHold deadline) {
        output.accept(
                new Output.Deadline(new DeliveryDeadline(deadline.requestId(), deadline.step(), deadline.dueAt())));
    }
}
