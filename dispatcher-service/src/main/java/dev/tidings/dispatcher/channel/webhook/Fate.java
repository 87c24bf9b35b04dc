package dev.tidings.dispatcher.channel.webhook;

/** What was made of one status. */
public enum Fate {
    TAKEN,
    /** Says nothing that the answer had not said: where that was lost, only an id of ours could help. */
    SENT,
    /** A kind that we do not know. */
    OTHER,
    /** Names no message. */
    MALFORMED,
    /** Of another number of the same app, which has an account, and a URL, of its own. */
    OTHER_NUMBER
}
