package dev.tidings.local.ops;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The last sends that did not get through, out of all results. For several threads. */
final class Failures {
    private static final int KEPT = 50;

    private static final Set<Status> OF_THEMSELVES =
            EnumSet.of(Status.REJECTED, Status.FAILED, Status.EXPIRED, Status.UNKNOWN, Status.UNDELIVERED);

    private final TreeSet<DeliveryResult> newestFirst = new TreeSet<>(
            Comparator.comparing(DeliveryResult::occurredAt).reversed().thenComparing(DeliveryResult::eventId));

    synchronized void take(Collection<DeliveryResult> results) {
        for (DeliveryResult result : results) {
            if (isFailure(result)) {
                newestFirst.add(result);
            }
        }
        while (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    synchronized List<Failure> all() {
        return newestFirst.stream().map(Failure::of).toList();
    }

    /** A fallback that ended with a reason has reached nobody. */
    private static boolean isFailure(DeliveryResult result) {
        return OF_THEMSELVES.contains(result.status())
                || (result.status() == Status.FALLBACK_ENDED && result.reason() != null);
    }
}
