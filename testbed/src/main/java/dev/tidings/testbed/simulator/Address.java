package dev.tidings.testbed.simulator;

/**
 * Who a call is from and for, as far as it can be told before it is checked.
 *
 * @param channel whatsapp or sms; unknown for a path of no provider.
 * @param account The provider's id of the account, empty if unknown.
 * @param to The recipient as written, empty if there is none.
 */
record Address(String channel, String account, String to) {}
