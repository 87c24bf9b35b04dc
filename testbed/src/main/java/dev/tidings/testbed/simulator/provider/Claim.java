package dev.tidings.testbed.simulator.provider;

/** Whose a call is. Some providers have paths of one form: the strongest claim wins. */
public enum Claim {
    /** Another's. */
    NONE,
    /** It has the form of this provider's calls. */
    FORM,
    /** It also names an account of this provider. */
    ACCOUNT
}
