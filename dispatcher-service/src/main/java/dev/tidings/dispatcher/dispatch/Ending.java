package dev.tidings.dispatcher.dispatch;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Status;
import org.jspecify.annotations.Nullable;

/**
 * How a step ends.
 *
 * @param status one of SENT, FAILED, EXPIRED, UNKNOWN
 * @param reason absent when SENT
 * @param detail absent when SENT
 */
record Ending(
        Status status, @Nullable Reason reason, @Nullable String detail) {}
