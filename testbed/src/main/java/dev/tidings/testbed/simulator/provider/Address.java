package dev.tidings.testbed.simulator.provider;

/**
 * Who a call is from and for, as far as it can be told before it is checked.
 *
 * @param channel The channel, as the catalog names it; unknown for a call of no provider.
 * @param account The provider's id of the account, empty if unknown.
 * @param to The recipient as written, empty if there is none.
 */
public record Address(String channel, String account, String to) {}
