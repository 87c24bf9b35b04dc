package dev.tidings.dispatcher.engine;

/** How far a former owner had come with a task. */
enum TakenOver {
    /** All that it led to is said. */
    COMPLETE,
    /** Its attempt is over; what it led to is said, maybe once more. */
    OVER,
    /** Its attempt was begun, and what came of it is not known yet. */
    OPEN
}
