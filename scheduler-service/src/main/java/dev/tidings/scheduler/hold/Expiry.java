package dev.tidings.scheduler.hold;

/** Why a request ended in hold when its time had come. */
public enum Expiry {
    /** Its validity was over when it was released: hold, or what keeps it from its work, was too slow. */
    LATE,
    /** It was due outside its delivery window, and was to be skipped then. */
    SKIPPED,
    /** Its campaign was paused, or could not be read, until its validity was over. */
    PAUSED
}
