package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ways in which a provider can misbehave. Of those that shape the answer, the first in this order wins. */
public enum BehaviourKind {
    /** No answer, ever. With the value after-accept the message is taken all the same. */
    HANG,
    /** An error answer: HTTP status, and the provider's own code if wished (503, 400:131047). */
    STATUS,
    /** All calls, or every n-th, are told to slow down. */
    THROTTLE,
    /** The message is taken, and the connection reset instead of an answer. */
    RESET_AFTER_ACCEPT,
    /** The message is taken, and the answer is 200 with junk. */
    GARBAGE,
    /** Answers come late: a time, or a range of times. */
    LATENCY,
    /** A template is gone, by its name. */
    TEMPLATE_DELETED,
    /** No receipts follow but those that are asked for. */
    NO_RECEIPTS,
    /** The message is taken, and its receipt says failed (the provider's usual code unless another is given). */
    FAIL_DELIVERY,
    /** The recipient reads, after a time (1 s unless another is given). */
    READ;

    /** The name in requests and in the journal. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException when there is none; the message lists them.
     */
    @JsonCreator
    public static BehaviourKind named(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no behaviour is called '" + id + "'; there are: "
                        + Arrays.stream(values()).map(BehaviourKind::id).collect(Collectors.joining(", "))));
    }
}
