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
    /** Of another number, page or account of the same app, which no account of the catalog stands for. */
    OTHER_NUMBER
}
