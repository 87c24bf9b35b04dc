package dev.tidings.fallback.plan;

/** What an event does to a request's state. */
public sealed interface Advance {
    /** Nothing: count it. */
    record Unchanged(Ignored why) implements Advance {}

    /** Store the next state, and wait. */
    record Moved(FallbackState.Kept next) implements Advance {}

    /** Store the next state and write the decision, both or neither: else a replay decides again. */
    record Concluded(FallbackState.Kept next, Decision decision) implements Advance {}
}
