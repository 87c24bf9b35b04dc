package dev.tidings.fallback.plan;

/** Why an event changed nothing. */
public enum Ignored {
    /** The request has no fallback policy, so a watch never comes. */
    NO_POLICY,
    /** The result is about the request as a whole, or about a step that has not gone out. */
    OTHER_STEP,
    /** The status decides nothing: held, rescheduled, a decision of our own. */
    NOT_DECISIVE,
    /** Said before, or less than what is known. */
    REPEAT,
    /** It is about another request, which had the same id before. */
    EARLIER_REQUEST,
    /** A watch of so long ago that it may have been decided and forgotten. */
    OLD_WATCH,
    /** What was decided about the request cannot be read any more. */
    STATE_LOST,
    /** A cancellation of what nobody waits for, or of another request, which had the same id before. */
    NOTHING_TO_CANCEL,
    /** The decision stands. */
    AFTER_DECISION,
    /** A message arrived after all, when what was sent in its place had left already. */
    ARRIVED_AFTER_SMS,
    /** A deadline that nobody waits for: its request is unknown, or waits for another one. */
    UNEXPECTED_DEADLINE
}
