package dev.tidings.dispatcher.channel.http;

import org.jspecify.annotations.Nullable;

/** What came of one HTTP call, by what was really sent. */
public sealed interface HttpAnswer {
    /**
     * A whole answer. Next: the adapter reads it.
     *
     * @param status HTTP status
     * @param retryAfter the header Retry-After as it came; absent: there was none
     * @param body the answer, decoded as UTF-8
     */
    record Answered(int status, @Nullable String retryAfter, String body) implements HttpAnswer {
        /** Tells the status only: bodies quote addresses. */
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /**
     * The request never began to leave. Next: safe to repeat.
     *
     * @param detail what was in the way
     */
    record NotSent(String detail) implements HttpAnswer {}

    /**
     * The request began to leave, and no whole answer came. Next: it may or may not have been taken.
     *
     * @param detail what went wrong
     */
    record Unclear(String detail) implements HttpAnswer {}
}
