package dev.tidings.dispatcher.engine;

import dev.tidings.contract.SendTask;

/** How a message came to be sent: what may be expected of its time depends on it. */
enum Road {
    /** Asked for at once. It is due since it was published. */
    IMMEDIATE,
    /** Held until its time. */
    TIMED,
    /** In place of another. It is due since that was decided. */
    FALLBACK;

    private static final int CHAT = 1;

    static Road of(SendTask task) {
        if (task.step() > CHAT) {
            return FALLBACK;
        }
        return task.dueAt().isAfter(task.acceptedAt()) ? TIMED : IMMEDIATE;
    }
}
