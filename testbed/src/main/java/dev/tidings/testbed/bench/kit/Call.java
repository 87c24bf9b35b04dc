package dev.tidings.testbed.bench.kit;

/**
 * A call as the provider saw it.
 *
 * @param at when it came, milliseconds since 1970
 * @param account the provider's id of the account
 * @param recipient to whom
 * @param number of the task
 */
public record Call(long at, String account, String recipient, int number) {}
