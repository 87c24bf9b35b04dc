package dev.tidings.dispatcher.engine;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.Event;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.account.Accounts;
import dev.tidings.dispatcher.dispatch.Takeover;
import dev.tidings.dispatcher.dispatch.TaskId;
import dev.tidings.topics.Topics;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Makes work of a lane's records. Belongs to the poll thread. */
final class MakeWork {
    /** Larger than any that hold releases, and so small that results and holds made of it can be written. */
    private static final int LARGEST_TASK = Topics.MAX_RECORD_BYTES / 2;

    private final Codec codec;
    private final Gate gate;
    private final Accounts accounts;
    private final Takeovers takeovers;
    private final JournalEnds ends;
    private final DispatchMetrics metrics;

    MakeWork(
            Codec codec, Gate gate, Accounts accounts, Takeovers takeovers, JournalEnds ends, DispatchMetrics metrics) {
        this.codec = codec;
        this.gate = gate;
        this.accounts = accounts;
        this.takeovers = takeovers;
        this.ends = ends;
        this.metrics = metrics;
    }

    /**
     * Takes one record in.
     *
     * @throws dev.tidings.codec.SchemaRegistryUnavailableException where it cannot be read now: nothing was taken in
     */
    void of(Assignment assignment, ConsumerRecord<byte[], byte[]> found) {
        if (assignment.inherited.has(found.offset())) {
            metrics.takenOver(TakenOver.COMPLETE);
            // Where its journal records lie is not known: who could not be told that it is complete would look for
            // them.
            gate.pass(assignment, found.offset(), 0);
            return;
        }
        switch (codec.decode(found.headers(), found.value())) {
            case Decoded.Known _
            when found.serializedValueSize() > LARGEST_TASK -> bury(assignment, found, "it is larger than any task");
            case Decoded.Known(SendTask _)
            when assignment.failures.isHopeless(found.offset()) ->
                bury(assignment, found, "its task failed at each try: the dispatcher's log says how");
            case Decoded.Known(SendTask task) -> take(assignment, found, task);
            case Decoded.Known(Event event) ->
                bury(assignment, found, "a " + event.getClass().getSimpleName() + " where a SendTask belongs");
            case Decoded.UnknownType _ -> {
                metrics.skipped();
                gate.pass(assignment, found.offset(), Long.MAX_VALUE);
            }
            case Decoded.Undecodable(String cause) -> bury(assignment, found, cause);
        }
    }

    private void take(Assignment assignment, ConsumerRecord<byte[], byte[]> found, SendTask task) {
        long offset = found.offset();
        Takeover takeover = assignment.takeover;
        TaskId id = TaskId.of(task);
        Takeover.Past past = takeover == null ? new Takeover.Past.Untouched() : takeover.past(id);
        switch (past) {
            case Takeover.Past.Untouched() ->
                offer(
                        found,
                        task,
                        new Work.Send(
                                assignment,
                                offset,
                                task,
                                metrics.now(),
                                accounts.of(task).orElse(null)),
                        end(assignment));
            case Takeover.Past.Over(var finished) -> {
                metrics.takenOver(TakenOver.OVER);
                offer(
                        found,
                        task,
                        new Work.Republish(assignment, offset, task, finished),
                        floor(takeover, id, assignment));
            }
            case Takeover.Past.Open(var answerBy) -> {
                metrics.takenOver(TakenOver.OPEN);
                Work.Await await = new Work.Await(assignment, offset, task, answerBy, new CompletableFuture<>());
                takeovers.watch(await);
                offer(found, task, await, floor(takeover, id, assignment));
            }
        }
    }

    private void offer(ConsumerRecord<byte[], byte[]> found, SendTask task, Work work, long journalFloor) {
        gate.offer(task.recipientKey(), work, bytes(found), journalFloor);
    }

    private static int bytes(ConsumerRecord<byte[], byte[]> found) {
        // Where there is no value, its size is -1.
        return Math.max(0, found.serializedKeySize()) + Math.max(0, found.serializedValueSize());
    }

    /** Each in a queue of its own: it stands in nobody's way, and nobody in its. */
    private void bury(Assignment assignment, ConsumerRecord<byte[], byte[]> found, String cause) {
        gate.offer(
                "dead letter " + found.offset(),
                new Work.Bury(assignment, found, cause),
                bytes(found),
                end(assignment));
    }

    private long end(Assignment assignment) {
        return ends.of(assignment.source().partition());
    }

    private long floor(@Nullable Takeover takeover, TaskId id, Assignment assignment) {
        return takeover == null ? end(assignment) : takeover.floor(id);
    }
}
