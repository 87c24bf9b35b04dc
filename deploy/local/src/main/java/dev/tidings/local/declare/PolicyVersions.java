package dev.tidings.local.declare;

import dev.tidings.catalog.Catalog;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.local.settings.UserError;
import java.util.List;

/** A policy that changes is counted up: decisions name the version, and so what was decided by it. */
final class PolicyVersions {
    private PolicyVersions() {}

    /** @throws UserError where one differs from what is in force, and has its version */
    static void check(List<Event> entries, Catalog inForce) {
        for (Event entry : entries) {
            if (entry instanceof FallbackPolicy policy) {
                inForce.policy(policy.policyId())
                        .filter(known -> known.version() == policy.version() && !known.equals(policy))
                        .ifPresent(known -> {
                            throw new UserError(CatalogLoader.key(policy) + ": is not what is in force as its version "
                                    + known.version() + ". Give it version " + (known.version() + 1) + ".");
                        });
            }
        }
    }
}
