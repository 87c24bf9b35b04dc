package dev.tidings.dispatcher.dispatch;

/** What is known about a task before its provider is called. */
public sealed interface Check {
    /** Nothing is in the way: journal the attempt and call. */
    record Call() implements Check {}

    /** The step ends without a call. */
    record NoCall(Plan plan) implements Check {}
}
