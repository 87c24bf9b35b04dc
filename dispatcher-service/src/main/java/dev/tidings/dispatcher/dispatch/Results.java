package dev.tidings.dispatcher.dispatch;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.OutcomeKind;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.channel.Echo;
import dev.tidings.topics.Topics;
import java.util.Optional;

/** Builds the records that a plan consists of. */
final class Results {
    private Results() {}

    static NextStep end(Outgoing result) {
        return new NextStep.Ends((DeliveryResult) result.event());
    }

    /** What a receipt will be matched with; empty where no receipt can come, or none could name the message. */
    static Optional<Outgoing> correlation(SendTask task, AttemptFinished finished) {
        boolean mayBeReported =
                finished.outcome() == OutcomeKind.ACCEPTED || finished.outcome() == OutcomeKind.UNCERTAIN;
        return mayBeReported
                ? Echo.of(task)
                        .or(() -> Optional.ofNullable(finished.providerMessageId()))
                        .map(correlationId -> correlation(task, finished, correlationId))
                : Optional.empty();
    }

    private static Outgoing correlation(SendTask task, AttemptFinished finished, String correlationId) {
        Correlation correlation = new Correlation(
                task.requestId(),
                task.tenant(),
                task.campaignId(),
                task.step(),
                task.attempt(),
                task.channel(),
                task.accountId(),
                correlationId,
                finished.providerMessageId(),
                task.possibleDuplicate() || finished.outcome() == OutcomeKind.UNCERTAIN,
                task.dueAt(),
                finished.finishedAt(),
                task.policyId(),
                task.metadata());
        String id = TaskId.of(task).text() + "/CORRELATION";
        return new Outgoing(Topics.RECEIPTS, ReceiptKey.of(correlation), id, finished.finishedAt(), correlation);
    }

    static Outgoing of(SendTask task, Ending ending, AttemptFinished finished) {
        DeliveryResult result = new DeliveryResult(
                EventIds.resultId(task.requestId(), task.step(), task.attempt(), ending.status()),
                task.requestId(),
                task.tenant(),
                task.campaignId(),
                task.step(),
                ending.status(),
                task.channel(),
                task.accountId(),
                task.attempt(),
                ending.reason(),
                ending.detail(),
                finished.providerCode(),
                finished.providerMessageId(),
                task.possibleDuplicate() || ending.status() == Status.UNKNOWN,
                task.dueAt(),
                finished.finishedAt(),
                task.policyId(),
                task.metadata());
        return new Outgoing(Topics.RESULTS, task.requestId(), result.eventId(), finished.finishedAt(), result);
    }
}
