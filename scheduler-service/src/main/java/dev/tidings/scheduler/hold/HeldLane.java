package dev.tidings.scheduler.hold;

import dev.tidings.topics.Lane;
import java.util.Locale;

/** Where what is held goes when it is due: into a lane, or, a deadline, back to who asked for it. */
public enum HeldLane {
    HIGH,
    NORMAL,
    BULK,
    SMS,
    DEADLINE;

    public static HeldLane of(Lane lane) {
        return switch (lane) {
            case HIGH -> HIGH;
            case NORMAL -> NORMAL;
            case BULK -> BULK;
            case SMS -> SMS;
        };
    }

    /** Its name for people and metrics: high, normal, bulk, sms, deadline. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
