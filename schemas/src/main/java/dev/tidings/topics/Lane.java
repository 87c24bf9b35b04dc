package dev.tidings.topics;

import dev.tidings.contract.Priority;
import java.util.Locale;
import java.util.Optional;

/** The roads from hold to dispatch: one for each priority, and one for SMS. */
public enum Lane {
    HIGH,
    NORMAL,
    BULK,
    SMS;

    /** The lane's name in records and settings: high, normal, bulk, sms. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String topic() {
        return "tidings.dispatch." + id();
    }

    public static Lane of(Priority priority) {
        return switch (priority) {
            case HIGH -> HIGH;
            case NORMAL -> NORMAL;
            case BULK -> BULK;
        };
    }

    /** The lane of that name, or empty where there is none. */
    public static Optional<Lane> named(String id) {
        for (Lane lane : values()) {
            if (lane.id().equals(id)) {
                return Optional.of(lane);
            }
        }
        return Optional.empty();
    }
}
