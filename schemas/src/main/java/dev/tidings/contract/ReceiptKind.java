package dev.tidings.contract;

/** What a provider reports about a message. ACCEPTED: it has taken it, said by providers whose receipts carry our own id. UNRECOGNIZED stands for a symbol of a later version. */
public enum ReceiptKind {
    UNRECOGNIZED,
    DELIVERED,
    READ,
    UNDELIVERED,
    ACCEPTED
}
