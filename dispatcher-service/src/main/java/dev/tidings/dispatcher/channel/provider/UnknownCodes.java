package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.SenderAccount;

/** Is told of error codes that a provider's table lacks: whoever keeps the table wants to know. */
@FunctionalInterface
public interface UnknownCodes {
    /** An answer to this account had one. */
    void met(SenderAccount account);
}
