package dev.tidings.local.show;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** How far a request has come, judged by its results. */
public enum Standing {
    /** Something is still going to happen. */
    OPEN,
    /** All is sent; a receipt may follow, or may not. */
    SETTLED,
    /** Nothing more is going to happen. */
    ENDED;

    private static final Set<Status> OF_A_STEP = EnumSet.of(Status.SENT, Status.FAILED, Status.EXPIRED, Status.UNKNOWN);
    private static final Set<Status> RECEIPTS = EnumSet.of(Status.DELIVERED, Status.READ, Status.UNDELIVERED);

    /** The standing of one request with these results. */
    public static Standing of(Collection<DeliveryResult> results) {
        if (has(results, 0, EnumSet.of(Status.REJECTED, Status.CANCELLED))) {
            return ENDED;
        }
        if (!has(results, 1, OF_A_STEP)) {
            return OPEN;
        }
        if (has(results, 0, EnumSet.of(Status.FALLBACK_ENDED))) {
            return ENDED;
        }
        boolean watched = results.stream().anyMatch(r -> r.policyId() != null);
        if (watched && !has(results, 1, EnumSet.of(Status.FALLBACK_NOT_NEEDED))) {
            return OPEN;
        }
        boolean awaitsReceipt =
                has(results, 1, EnumSet.of(Status.SENT)) && !isSms(results) && !has(results, 1, RECEIPTS);
        return awaitsReceipt ? SETTLED : ENDED;
    }

    /** Whether the message reached somebody's provider: by chat or, in its place, by what the policy says. */
    public static boolean good(Collection<DeliveryResult> results) {
        return (has(results, 1, EnumSet.of(Status.SENT)) && !has(results, 1, EnumSet.of(Status.UNDELIVERED)))
                || results.stream().anyMatch(r -> r.step() > 1 && r.status() == Status.SENT);
    }

    /** Receipts of SMS are not asked for: accepted is all that will be known. */
    private static boolean isSms(Collection<DeliveryResult> results) {
        return results.stream().anyMatch(r -> r.step() == 1 && r.channel().equals("sms"));
    }

    private static boolean has(Collection<DeliveryResult> results, int step, Set<Status> statuses) {
        return results.stream().anyMatch(r -> r.step() == step && statuses.contains(r.status()));
    }
}
