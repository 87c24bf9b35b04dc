package dev.tidings.scheduler.hold;

import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.SendTask;
import dev.tidings.topics.Lane;
import java.nio.ByteBuffer;
import java.time.Duration;

/** What hold has to say: to be written in the same transaction as the change of its stores. */
public sealed interface Output {
    /**
     * A task goes into a lane.
     *
     * @param late how long after it was due
     */
    record Released(Lane lane, SendTask task, Duration late) implements Output {}

    /** Fallback is told which policy to judge a request by. */
    record Watch(FallbackWatch watch) implements Output {}

    /** Fallback is told that a request which was released is not to be followed by anything. */
    record Unwatch(CancelFallback cancel) implements Output {}

    /** A deadline has come. */
    record Deadline(DeliveryDeadline deadline) implements Output {}

    /** Something happened to a request. */
    record Result(DeliveryResult result) implements Output {}

    /** Every partition is told what was decided of a campaign. */
    record Order(CampaignOrder order) implements Output {}

    /** Something new was taken in, which is to be released or to end: nothing is written, and it is counted. */
    record Taken(Event event) implements Output {}

    /** A retry that waited is dropped: nothing is written, and it is counted. */
    record Dropped() implements Output {}

    /** A request's end beside its result: nothing is written, and it is counted. */
    record Expired(String channel, Expiry why) implements Output {}

    /** What was asked for was known already: nothing is written, and it is counted. */
    record Repeat(Event event) implements Output {}

    /**
     * A stored entry that cannot be read has come due: to the dead letters.
     *
     * @param key where it stood
     * @param bytes what was stored
     * @param cause why it cannot be read
     */
    record Unreadable(DueKey key, ByteBuffer bytes, String cause) implements Output {}
}
