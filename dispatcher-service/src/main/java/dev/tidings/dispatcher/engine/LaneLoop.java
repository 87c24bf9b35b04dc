package dev.tidings.dispatcher.engine;

import dev.tidings.dispatcher.dispatch.Source;
import dev.tidings.runtime.FailureNote;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One turn after the other: what the poll thread does. No turn waits for a provider or for the journal, and for Kafka only for a
 * bounded time. Only at its end, and for a moment where partitions are given back, it waits for what runs ({@link Drain}).
 */
final class LaneLoop implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(LaneLoop.class);

    /** Bounds what a silent lane costs, and how late a paused partition or a journal reading is noticed. */
    private static final Duration POLL = Duration.ofMillis(50);

    /** How long a partition rests whose next record cannot be taken in now. */
    private static final Duration REST = Duration.ofSeconds(1);

    /** A look-up that takes no longer leaves room in its turn for those of a take-over. */
    private static final Duration QUICK = Duration.ofMillis(250);

    /**
     * How long a rebalance may keep the poll thread from reading for the partitions that stay. Most calls end within it; the end
     * of any other is journaled until its answerBy, where the next owner finds it.
     */
    private static final Duration HAND_OVER_WITHIN = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Gate gate;
    private final MakeWork makeWork;
    private final Takeovers takeovers;
    private final Commits commits;
    private final Shares shares;
    private final Drain drain;
    private final Lease lease;
    private final InstantSource clock;

    /** Assigned to this process as far as it knows, and waiting for the group's word that they still are. */
    private final Set<TopicPartition> unconfirmed = new HashSet<>();

    private final Map<TopicPartition, Assignment> owned = new HashMap<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private long epoch;
    private boolean joined;
    private Instant turnBegan = Instant.MIN;
    private Instant turnBeforeBegan = Instant.MIN;

    LaneLoop(
            Consumer<byte[], byte[]> consumer,
            Gate gate,
            MakeWork makeWork,
            Takeovers takeovers,
            Commits commits,
            Shares shares,
            Drain drain,
            Lease lease,
            List<Lane> served,
            InstantSource clock) {
        this.consumer = consumer;
        this.gate = gate;
        this.makeWork = makeWork;
        this.takeovers = takeovers;
        this.commits = commits;
        this.shares = shares;
        this.drain = drain;
        this.lease = lease;
        this.clock = clock;
        served.forEach(lane -> lanes.put(lane.topic(), lane));
    }

    void begin() {
        lease.begin();
        consumer.subscribe(lanes.keySet(), this);
    }

    void turn() {
        turnBeforeBegan = turnBegan;
        turnBegan = clock.instant();
        retry();
        shares.turn();
        // Where Kafka is slow to answer, other look-ups have to wait for the next turn: this one must end in time.
        if (clock.instant().isBefore(turnBegan.plus(QUICK))) {
            takeovers.turn(owned.values());
        }
        throttle();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (owned.isEmpty()) {
            // The group may let wait who joins for as long as it likes.
            lease.begin();
        } else if (!lease.renew()) {
            lapse(records);
            return;
        }
        for (TopicPartition partition : records.partitions()) {
            take(partition, records.records(partition));
        }
        gate.pump();
        commits.turn(owned.values());
    }

    /** Admits nothing more, lets all that runs end, also of what was given back before, and commits. */
    void end() {
        giveBack(List.copyOf(owned.keySet()), _ -> gate.inFlight() == 0, drain.atTheEnd());
    }

    /** Ends what is owned without a commit: it is another's already, or what was polled was not taken in. */
    void abandon() {
        onPartitionsLost(List.copyOf(owned.keySet()));
    }

    /** Whether this process is in the group, and all that it owns is open. */
    boolean isReady() {
        return joined
                && unconfirmed.isEmpty()
                && shares.areKnown()
                && owned.values().stream().allMatch(each -> each.stage == Assignment.Stage.OPEN);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        // What it says now came with the poll of the turn before at the earliest.
        lease.confirm(turnBeforeBegan);
        Set<TopicPartition> all = new HashSet<>(partitions);
        all.addAll(unconfirmed);
        unconfirmed.clear();
        // Before its journal has been read, no task of a partition may start.
        consumer.pause(all);
        all.forEach(partition -> own(partition, new Failures()));
        shares.divide(owned.size());
        LOG.info("assigned {} partitions", partitions.size());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        unconfirmed.removeAll(partitions);
        giveBack(partitions, gate::isIdle, HAND_OVER_WITHIN);
        // Before the group hears that they are free: whoever gets them has their part of the limits too.
        shares.divide(owned.size());
        LOG.info("gave back {} partitions", partitions.size());
    }

    /** Others own them already: nothing can be committed, and what still runs ends for itself. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        unconfirmed.removeAll(partitions);
        for (Assignment assignment : remove(partitions)) {
            assignment.end();
            gate.drop(assignment);
        }
        shares.divide(owned.size());
        LOG.warn("lost {} partitions", partitions.size());
    }

    private Assignment own(TopicPartition partition, Failures failures) {
        Lane lane = Objects.requireNonNull(lanes.get(partition.topic()), "assigned a topic that was not subscribed");
        epoch++;
        Source source = new Source(lane, partition.partition(), epoch);
        Assignment assignment = new Assignment(partition, source, lease, failures);
        owned.put(partition, assignment);
        return assignment;
    }

    private void giveBack(
            Collection<TopicPartition> partitions, Predicate<List<Assignment>> isDrained, Duration within) {
        List<Assignment> leaving = remove(partitions);
        leaving.forEach(gate::drop);
        if (!drain.drained(() -> isDrained.test(leaving), within, lease)) {
            LOG.warn("what runs did not end in time; the next owner finds its end in the journal");
        }
        commits.last(leaving);
        leaving.forEach(Assignment::end);
    }

    /**
     * This process has stood still, or has heard nothing of the group, for so long that what is owned here may be another's. What runs
     * stops before its next step, for good, and nothing starts before the group has confirmed what is still owned here: rejoining it ends
     * in {@link #onPartitionsAssigned}, after {@link #onPartitionsLost} where all is lost.
     */
    private void lapse(ConsumerRecords<byte[], byte[]> polled) {
        LOG.warn(
                "stood still, or heard nothing of the group, for too long: {} partitions wait for its word",
                owned.size());
        for (TopicPartition partition : polled.partitions()) {
            consumer.seek(partition, polled.records(partition).getFirst().offset());
        }
        for (Assignment assignment : owned.values()) {
            assignment.end();
            gate.drop(assignment);
            if (assignment.stage == Assignment.Stage.OPEN) {
                commits.incomplete(assignment).ifPresent(offset -> consumer.seek(assignment.partition(), offset));
            }
        }
        unconfirmed.addAll(owned.keySet());
        owned.clear();
        consumer.pause(unconfirmed);
        lease.begin();
        consumer.enforceRebalance("stood still, or heard nothing of the group, for too long");
    }

    private List<Assignment> remove(Collection<TopicPartition> partitions) {
        List<Assignment> removed = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Assignment assignment = owned.remove(partition);
            if (assignment != null) {
                removed.add(assignment);
            }
        }
        return removed;
    }

    private void take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        Assignment assignment = owned.get(partition);
        if (assignment == null) {
            return;
        }
        for (ConsumerRecord<byte[], byte[]> found : records) {
            try {
                if (wasSetBack(assignment, found.offset())) {
                    renew(assignment, found.offset());
                    return;
                }
                makeWork.of(assignment, found);
            } catch (RuntimeException e) {
                // Never past it: what was not taken in has to be polled again.
                at(LOG.atError(), partition, found.offset())
                        .addKeyValue("cause", FailureNote.of(e))
                        .log("a record cannot be taken in now");
                consumer.seek(partition, found.offset());
                assignment.rest(clock.instant(), REST);
                return;
            }
        }
    }

    /** What a former owner has completed is read once more, though the commit may have gone over it. */
    private boolean wasSetBack(Assignment assignment, long offset) {
        return offset < gate.next(assignment)
                || (offset < assignment.committed.offset() && !assignment.inherited.has(offset));
    }

    /** The partition was set back (by an operator, or it was made anew): it begins as if it had just been assigned. */
    private void renew(Assignment assignment, long offset) {
        at(LOG.atWarn(), assignment.partition(), offset).log("the partition was set back");
        // What is dropped now was not done: where it lies before, it too has to be read again.
        long begin = Math.min(offset, commits.incomplete(assignment).orElse(offset));
        beginAnew(assignment, begin, new Failures()).setBack = true;
    }

    /** A partition one of whose tasks has failed begins anew with the first that is not done, after a rest. */
    private void retry() {
        for (Assignment assignment : List.copyOf(owned.values())) {
            if (gate.isToBeginAnew(assignment)) {
                commits.incomplete(assignment).ifPresent(offset -> {
                    at(LOG.atWarn(), assignment.partition(), offset)
                            .log("a task has failed: its partition begins anew with the first that is not done");
                    Failures failures = assignment.failures;
                    beginAnew(assignment, offset, failures).rest(clock.instant(), failures.rest());
                });
            }
        }
    }

    private Assignment beginAnew(Assignment assignment, long offset, Failures failures) {
        TopicPartition partition = assignment.partition();
        assignment.end();
        gate.drop(assignment);
        consumer.seek(partition, offset);
        consumer.pause(Set.of(partition));
        return own(partition, failures);
    }

    private static LoggingEventBuilder at(LoggingEventBuilder log, TopicPartition partition, long offset) {
        return log.addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("offset", offset);
    }

    /** Pauses what has no room, is not open or rests, and resumes the others. */
    private void throttle() {
        Map<Lane, Integer> counts = new EnumMap<>(Lane.class);
        owned.values().forEach(each -> counts.merge(each.source().lane(), 1, Integer::sum));
        gate.divide(counts);
        Set<TopicPartition> paused = consumer.paused();
        Set<TopicPartition> pause = new HashSet<>();
        Set<TopicPartition> resume = new HashSet<>();
        Instant now = clock.instant();
        for (Assignment each : owned.values()) {
            boolean may =
                    each.stage == Assignment.Stage.OPEN && !each.rests(now) && !each.crowded && gate.hasRoom(each);
            if (may == paused.contains(each.partition())) {
                (may ? resume : pause).add(each.partition());
            }
        }
        consumer.pause(pause);
        consumer.resume(resume);
    }
}
