package dev.tidings.scheduler.show;

import dev.tidings.scheduler.hold.DueKey;

/** What can be asked. */
sealed interface Question {
    /** Which instances are to be asked. */
    enum Scope {
        ALL,
        /** This one alone: asked by another one, which asks all. So a question goes one hop and no further. */
        LOCAL
    }

    Scope scope();

    /** What is due behind a key, in order. */
    record Page(DueKey after, int limit, Scope scope) implements Question {}

    /** The entry of an id. */
    record One(String id, Scope scope) implements Question {}
}
