package dev.tidings.testbed.simulator.provider;

/** Whose a call is. Some providers have paths of one form: the strongest claim wins. */
public enum Claim {
    /** Another's. */
    NONE,
    /** It has the form of this provider's calls. */
    FORM,
    /** It also shows the secret of an account of this provider, and names another's or none that there is. */
    TOKEN,
    /** It also names an account of this provider. */
    ACCOUNT
}
