package dev.tidings.contract;

import org.jspecify.annotations.Nullable;

/**
 * Whether fallback by SMS is switched on. Topic tidings.catalog, key sms/TENANT, or sms/* for all others.
 *
 * @param tenant The tenant, or * for all that have no entry of their own.
 * @param enabled Whether SMS may be sent.
 * @param maxPartsPerDay Cap on the SMS parts that fallback asks for in a day (UTC); absent: none. Each partition has its even share of it.
 */
public record SmsService(
        String tenant, boolean enabled, @Nullable Long maxPartsPerDay) implements Event {}
