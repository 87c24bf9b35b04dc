package dev.tidings.dispatcher.engine;

/** What is broken on purpose around the loop, to see that the simulation notices. */
enum Sabotage {
    NONE(""),
    /** Starts are acknowledged, and nobody who takes over finds them. */
    STARTS_NOT_JOURNALED("I3"),
    /** What is read counts as done. */
    COMMITS_PAST_WHAT_IS_NOT_DONE("I7"),
    /** After a rebalance a rate begins as if nothing had been sent for seconds. */
    RATES_BEGIN_FULL("I6"),
    /** It counts on what it owns for as long as it turns. */
    TURNS_COUNT_AS_HEARTBEATS("I3"),
    /** However many calls of an account run, one more may. */
    ACCOUNTS_TAKE_ANY_NUMBER("I10");

    /** The invariant that does not hold then. */
    final String invariant;

    Sabotage(String invariant) {
        this.invariant = invariant;
    }
}
