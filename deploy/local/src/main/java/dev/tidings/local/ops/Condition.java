package dev.tidings.local.ops;

import java.util.Locale;

/** What a service is doing. */
enum Condition {
    UP(Level.GOOD),
    STARTING(Level.ATTENTION),
    RESTORING(Level.ATTENTION),
    /** Another process has its name, and its place: it stays so until somebody acts. */
    FENCED(Level.BAD),
    DOWN(Level.BAD);

    private final Level level;

    Condition(Level level) {
        this.level = level;
    }

    Level level() {
        return level;
    }

    /** As JSON has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
