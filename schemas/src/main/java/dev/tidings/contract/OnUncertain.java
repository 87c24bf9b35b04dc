package dev.tidings.contract;

/** What to do when it cannot be known whether the provider accepted a send. RESEND: send again and say possibleDuplicate; GIVE_UP: end the step as UNKNOWN. An unknown symbol is read as GIVE_UP. */
public enum OnUncertain {
    RESEND,
    GIVE_UP
}
