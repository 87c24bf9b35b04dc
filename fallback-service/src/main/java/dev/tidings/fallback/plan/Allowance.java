package dev.tidings.fallback.plan;

import dev.tidings.contract.Reason;
import java.util.Optional;

/** Whether an SMS may still be paid for. Asking spends nothing. */
public interface Allowance {
    /** Why a tenant may not have so many parts more: SMS_CAP_REACHED or SMS_NOT_ENABLED; empty: it may. */
    Optional<Reason> refusal(String tenant, int parts);
}
