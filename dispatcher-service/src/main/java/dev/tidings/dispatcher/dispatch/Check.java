package dev.tidings.dispatcher.dispatch;

import dev.tidings.dispatcher.channel.Outcome;

/** What is known about a task before its provider is called. */
public sealed interface Check {
    /** Nothing is in the way: journal the attempt and call. */
    record Call() implements Check {}

    /** The attempt is over without a call: journal this, and what follows from it follows. */
    record NoCall(Outcome outcome) implements Check {}
}
