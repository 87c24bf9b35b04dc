package dev.tidings.scheduler.hold;

import dev.tidings.contract.SendRequest;
import dev.tidings.scheduler.intake.Fingerprint;
import java.util.Set;

/** What hold remembers of an id: whether a repeat is one, and what a cancellation is told. */
public sealed interface HoldState {
    /** A request that waits. */
    record Waiting(Origin origin) implements HoldState {}

    /**
     * A request that was due while its campaign was paused.
     *
     * @param until when its validity ends, milliseconds since the epoch
     * @param order sequence of the order that paused its campaign
     */
    record Parked(Origin origin, long until, long order) implements HoldState {}

    /**
     * A request that was cancelled before it came.
     *
     * @param tenants who cancelled it: whose it is shows when it comes
     */
    record CancelledAhead(Set<String> tenants) implements HoldState {
        public CancelledAhead {
            tenants = Set.copyOf(tenants);
        }
    }

    /** A request that does not wait any more. */
    record Ended(Origin origin, End end) implements HoldState {}

    /** Its bytes cannot be read. */
    record Unreadable() implements HoldState {}

    /** A retry or a deadline that was asked for, waiting or past. */
    record Noted() implements HoldState {}

    /** How a request's wait ended. */
    enum End {
        RELEASED((byte) 2, "already released"),
        CANCELLED((byte) 3, "already cancelled"),
        REJECTED((byte) 4, "it was rejected"),
        EXPIRED((byte) 5, "it has expired");

        private final byte code;
        private final String refusal;

        End(byte code, String refusal) {
            this.code = code;
            this.refusal = refusal;
        }

        /** How it is stored: never to be changed. */
        byte code() {
            return code;
        }

        static End of(byte code) {
            for (End end : values()) {
                if (end.code == code) {
                    return end;
                }
            }
            throw new IllegalArgumentException("no end has the code " + code);
        }

        /** What a cancellation that comes now is told. */
        String refusal() {
            return refusal;
        }
    }

    /** Whose request it was and what it said: what is still needed when its content is gone. */
    record Origin(Fingerprint fingerprint, String tenant, String channel, String accountId) {
        /** Longer than any name that is valid: of a request that was rejected for its names, this much is remembered. */
        private static final int MAX_NAME = 128;

        public Origin {
            tenant = cut(tenant);
            channel = cut(channel);
            accountId = cut(accountId);
        }

        private static String cut(String name) {
            return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
        }

        static Origin of(SendRequest request) {
            return new Origin(Fingerprint.of(request), request.tenant(), request.channel(), request.accountId());
        }
    }
}
