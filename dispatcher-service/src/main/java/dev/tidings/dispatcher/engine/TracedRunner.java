package dev.tidings.dispatcher.engine;

import dev.tidings.contract.SendTask;
import dev.tidings.runtime.trace.OpenSpan;
import dev.tidings.runtime.trace.Tracing;
import java.util.function.Function;
import java.util.function.Predicate;

/** Does each attempt in a span of its own, and so all that follows from it. Stands before the runner only where spans are wanted. */
record TracedRunner(Predicate<Work> runner, Tracing tracing) implements Predicate<Work> {
    @Override
    public boolean test(Work work) {
        return switch (work) {
            case Work.Send(var assignment, long offset, var task, var account) ->
                attempt(task, traced -> new Work.Send(assignment, offset, traced, account));
            case Work.Postpone(var assignment, long offset, var task) ->
                attempt(task, traced -> new Work.Postpone(assignment, offset, traced));
            case Work.Republish(var assignment, long offset, var task, var finished) ->
                attempt(task, traced -> new Work.Republish(assignment, offset, traced, finished));
            case Work.Await(var assignment, long offset, var task, var answerBy, var word) ->
                attempt(task, traced -> new Work.Await(assignment, offset, traced, answerBy, word));
            case Work.Bury bury -> runner.test(bury);
        };
    }

    /**
     * In a span.
     *
     * @param work the same on the task as it goes on from the span
     */
    private boolean attempt(SendTask task, Function<SendTask, Work> work) {
        try (OpenSpan span = tracing.open("attempt", task.traceparent(), null)) {
            span.about(task);
            return runner.test(work.apply(span.handOn(task)));
        }
    }

}
