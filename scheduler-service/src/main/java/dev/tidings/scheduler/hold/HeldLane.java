package dev.tidings.scheduler.hold;

import dev.tidings.topics.Lane;
import java.util.Locale;
import java.util.Optional;

/** Where what is held goes when it is due: into a lane, or, a deadline, back to who asked for it. */
public enum HeldLane {
    HIGH((byte) 1),
    NORMAL((byte) 2),
    BULK((byte) 3),
    SMS((byte) 4),
    DEADLINE((byte) 5);

    /** What is stored of what goes nowhere. */
    private static final byte NONE = 0;

    private static final HeldLane[] BY_CODE = {HIGH, NORMAL, BULK, SMS, DEADLINE};

    private final byte code;

    HeldLane(byte code) {
        this.code = code;
    }

    /** Of what is held; empty of what is none of a request's: a campaign's timer, or what cannot be read. */
    public static Optional<HeldLane> of(Held held) {
        return switch (held) {
            case Held.Send(var send) -> Optional.of(of(Lane.of(send.task().priority())));
            case Held.Retry(var retry) -> Lane.named(retry.lane()).map(HeldLane::of);
            case Held.Deadline _ -> Optional.of(DEADLINE);
            case Held.Campaign _, Held.Unreadable _ -> Optional.empty();
        };
    }

    private static HeldLane of(Lane lane) {
        return switch (lane) {
            case HIGH -> HIGH;
            case NORMAL -> NORMAL;
            case BULK -> BULK;
            case SMS -> SMS;
        };
    }

    /** How it is stored, of none too: never to be changed. */
    public static byte code(Optional<HeldLane> lane) {
        return lane.map(one -> one.code).orElse(NONE);
    }

    /** Reads what {@link #code} gave; a code of another version is taken for none. */
    public static Optional<HeldLane> of(byte code) {
        return code < 1 || code > BY_CODE.length ? Optional.empty() : Optional.of(BY_CODE[code - 1]);
    }

    /** Its name for people and metrics: high, normal, bulk, sms, deadline. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
