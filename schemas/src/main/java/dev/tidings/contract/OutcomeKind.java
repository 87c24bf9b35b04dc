package dev.tidings.contract;

/** The outcome of one attempt. ACCEPTED: the provider took it; REJECTED: it refused for good; THROTTLED: it asks to slow down; UNREACHABLE: nothing was sent; UNCERTAIN: bytes left, and no clear answer came. An unknown symbol is read as UNCERTAIN. */
public enum OutcomeKind {
    ACCEPTED,
    REJECTED,
    THROTTLED,
    UNREACHABLE,
    UNCERTAIN
}
