package dev.tidings.local.letters;

/** Whether it makes sense to replay a dead letter. */
sealed interface Verdict {
    /** Why; a sentence without its end, which holds nothing of the record. */
    String why();

    /** It does. */
    record Ready(String why) implements Verdict {}

    /** Not by what can be seen here; who knows more may insist on it. */
    record Doubtful(String why) implements Verdict {}

    /** It was replayed: it is not done again, whoever insists. */
    record Done(Replays.Replay replay, String why) implements Verdict {}

    /** It can't be done. */
    record Impossible(String why) implements Verdict {}
}
