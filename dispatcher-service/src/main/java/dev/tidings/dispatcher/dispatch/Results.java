package dev.tidings.dispatcher.dispatch;

import dev.tidings.abilities.AbilityTable;
import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.channel.Echo;
import dev.tidings.dispatcher.channel.RepeatKey;
import dev.tidings.topics.Topics;
import java.util.Optional;

/** Builds the records that a plan consists of. */
final class Results {
    private Results() {}

    static NextStep end(Outgoing result) {
        return new NextStep.Ends((DeliveryResult) result.event());
    }

    /** What a receipt will be matched with; empty where nothing was accepted, or no receipt can come. */
    static Optional<Outgoing> correlation(SendTask task, AttemptFinished finished) {
        return Optional.ofNullable(finished.providerMessageId())
                .filter(_ -> AbilityTable.reports(task.channel()))
                .map(id -> correlation(task, finished, correlationId(task, id)));
    }

    private static String correlationId(SendTask task, String providerMessageId) {
        return AbilityTable.correlatesByConversation(task.channel())
                ? task.recipientKey()
                : Echo.of(task).orElse(providerMessageId);
    }

    /**
     * What a receipt will be matched with that says what is not known yet: whether the message was accepted. Only beside a
     * retry in hold, which such a receipt drops.
     *
     * @param next what is in hold
     * @return empty where all is known, or no receipt could name the message
     */
    static Optional<Outgoing> openCorrelation(SendTask task, SendTask next, AttemptFinished finished) {
        return next.possibleDuplicate()
                ? Echo.of(task).map(echo -> correlation(task, finished, echo))
                : Optional.empty();
    }

    private static Outgoing correlation(SendTask task, AttemptFinished finished, String correlationId) {
        Correlation correlation = new Correlation(
                task.requestId(),
                task.tenant(),
                task.campaignId(),
                task.step(),
                task.attempt(),
                task.acceptedAt(),
                task.channel(),
                task.accountId(),
                correlationId,
                finished.providerMessageId(),
                task.possibleDuplicate(),
                task.dueAt(),
                finished.finishedAt(),
                task.policyId(),
                task.metadata(),
                task.traceparent());
        String id = TaskId.of(task).text() + "/CORRELATION";
        return new Outgoing(Topics.RECEIPTS, ReceiptKey.of(correlation), id, finished.finishedAt(), correlation);
    }

    /** What a provider took twice under one key is one message. */
    private static boolean mayBeTwo(SendTask task, AttemptFinished finished) {
        return task.possibleDuplicate() && !RepeatKey.isKnownAt(task, finished.finishedAt());
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
                mayBeTwo(task, finished) || ending.status() == Status.UNKNOWN,
                task.dueAt(),
                finished.finishedAt(),
                task.policyId(),
                task.metadata());
        return new Outgoing(Topics.RESULTS, task.requestId(), result.eventId(), finished.finishedAt(), result);
    }
}
