package dev.tidings.fallback.plan;

import dev.tidings.contract.DeadlineHold;

/** What an event does to a request's state. */
public sealed interface Advance {
    /** Nothing: count it. */
    record Unchanged(Ignored why) implements Advance {}

    /** Store the next state, and wait. */
    record Moved(FallbackState.Kept next) implements Advance {}

    /** Store the next state, and count the event: it is remembered, and changes nothing else. */
    record Noted(FallbackState.Kept next, Ignored why) implements Advance {}

    /** Store the next state and ask hold for the deadline, both or neither: else nobody would come back to it. */
    record Timed(FallbackState.Kept next, DeadlineHold deadline) implements Advance {}

    /** Store the next state and write the decision, both or neither: else a replay decides again. */
    record Concluded(FallbackState.Kept next, Decision decision) implements Advance {}
}
