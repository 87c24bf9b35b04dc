package dev.tidings.contract;

/** What a provider reports after it accepted a message. UNRECOGNIZED stands for a symbol of a later version. */
public enum ReceiptKind {
    UNRECOGNIZED,
    DELIVERED,
    READ,
    UNDELIVERED
}
