package dev.tidings.dispatcher.engine;

import dev.tidings.contract.SendTask;
import dev.tidings.runtime.trace.OpenSpan;
import dev.tidings.runtime.trace.Tracing;
import java.util.function.Function;

/** Does each attempt in a span of its own, and so all that follows from it. Stands before the runner only where spans are wanted. */
record TracedRunner(Runner runner, Tracing tracing) implements Runner {
    @Override
    public boolean run(Work work, Runnable answered) {
        return switch (work) {
            case Work.Send(var assignment, long offset, var task, long readAt, var account) ->
                attempt(task, answered, traced -> new Work.Send(assignment, offset, traced, readAt, account));
            case Work.Postpone(var assignment, long offset, var task) ->
                attempt(task, answered, traced -> new Work.Postpone(assignment, offset, traced));
            case Work.Republish(var assignment, long offset, var task, var finished) ->
                attempt(task, answered, traced -> new Work.Republish(assignment, offset, traced, finished));
            case Work.Await(var assignment, long offset, var task, var answerBy, var word) ->
                attempt(task, answered, traced -> new Work.Await(assignment, offset, traced, answerBy, word));
            case Work.Bury bury -> runner.run(bury, answered);
        };
    }

    /**
     * In a span.
     *
     * @param answered as the runner is told it
     * @param work the same on the task as it goes on from the span
     */
    private boolean attempt(SendTask task, Runnable answered, Function<SendTask, Work> work) {
        try (OpenSpan span = tracing.open("attempt", task.traceparent(), null)) {
            span.about(task);
            return runner.run(work.apply(span.handOn(task)), answered);
        }
    }
}
