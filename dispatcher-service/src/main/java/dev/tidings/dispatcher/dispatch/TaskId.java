package dev.tidings.dispatcher.dispatch;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.SendTask;

/**
 * What makes two tasks the same one.
 *
 * @param requestId the request
 * @param step its step
 * @param attempt the step's attempt
 */
public record TaskId(String requestId, int step, int attempt) {
    public static TaskId of(SendTask task) {
        return new TaskId(task.requestId(), task.step(), task.attempt());
    }

    static TaskId of(AttemptStarted started) {
        return new TaskId(started.requestId(), started.step(), started.attempt());
    }

    static TaskId of(AttemptFinished finished) {
        return new TaskId(finished.requestId(), finished.step(), finished.attempt());
    }

    /** The id in events and logs: requestId/step/attempt. */
    public String text() {
        return EventIds.attemptId(requestId, step, attempt);
    }
}
