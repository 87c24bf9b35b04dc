package dev.tidings.contract;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What hold keeps until a request is due: never on a shared topic, only in the hold's own store and changelog.
 *
 * @param task To be released.
 * @param watch To be released with it; absent: no fallback.
 * @param deliveryWindow Kept for a reschedule; absent: at any time.
 * @param validFor How long after it is due the message may still be sent: kept for a reschedule.
 */
public record HeldSend(
        SendTask task,
        @Nullable FallbackWatch watch,
        @Nullable DeliveryWindow deliveryWindow,
        Duration validFor) implements Event {}
