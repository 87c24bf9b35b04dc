package dev.tidings.dispatcher.dispatch;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.SendTask;
import java.time.Instant;

/**
 * What makes two tasks the same one.
 *
 * @param requestId the request
 * @param step its step
 * @param attempt the step's attempt
 * @param acceptedAt when the request was accepted: its id may be used again for another one
 */
public record TaskId(String requestId, int step, int attempt, Instant acceptedAt) {
    public static TaskId of(SendTask task) {
        return new TaskId(task.requestId(), task.step(), task.attempt(), task.acceptedAt());
    }

    static TaskId of(AttemptStarted started) {
        return new TaskId(started.requestId(), started.step(), started.attempt(), started.acceptedAt());
    }

    static TaskId of(AttemptFinished finished) {
        return new TaskId(finished.requestId(), finished.step(), finished.attempt(), finished.acceptedAt());
    }

    /** The id in events and logs: requestId/step/attempt. */
    public String text() {
        return EventIds.attemptId(requestId, step, attempt);
    }
}
