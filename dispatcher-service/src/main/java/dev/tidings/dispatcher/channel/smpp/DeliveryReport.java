package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.Reason;

/** What a deliver_sm says. */
sealed interface DeliveryReport {
    /** A message has arrived. */
    record Delivered(String id) implements DeliveryReport {}

    /**
     * A message will never arrive.
     *
     * @param code how it ended and the network's code: UNDELIV:011
     */
    record Undelivered(String id, Reason reason, String code) implements DeliveryReport {}

    /** A receipt that says nothing of how it ends. */
    record UnderWay() implements DeliveryReport {}

    /** A receipt that names no message, or no state. */
    record Malformed() implements DeliveryReport {}

    /** It cannot be read at all. */
    record Unreadable() implements DeliveryReport {}

    /** No receipt: somebody wrote to the account's number. */
    record Incoming() implements DeliveryReport {}
}
