package dev.tidings.fallback.plan;

/** Why an event changed nothing. */
public enum Ignored {
    /** The request has no fallback policy, so a watch never comes. */
    NO_POLICY,
    /** The result is about the SMS itself, or about a step that its status does not fit. */
    OTHER_STEP,
    /** The status decides nothing: held, rescheduled, undelivered, a decision of our own. */
    NOT_DECISIVE,
    /** Said before, or weaker than what is known. */
    REPEAT,
    /** It is about another request, which had the same id before. */
    EARLIER_REQUEST,
    /** What was decided about the request cannot be read any more. */
    STATE_LOST,
    /** The decision stands. */
    AFTER_DECISION,
    /** The chat message arrived after all, when the SMS had left already. */
    ARRIVED_AFTER_SMS,
    /** A deadline, which no policy of this version asks for. */
    UNEXPECTED_DEADLINE
}
