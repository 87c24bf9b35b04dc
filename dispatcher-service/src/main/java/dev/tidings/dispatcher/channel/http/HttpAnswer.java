package dev.tidings.dispatcher.channel.http;

import java.util.Map;

/** What came of one HTTP call, by what was really sent. */
public sealed interface HttpAnswer {
    /**
     * A whole answer. Next: the adapter reads it.
     *
     * @param status HTTP status
     * @param headers the first value of each, by its name in lower case
     * @param body the answer, decoded as UTF-8
     */
    record Answered(int status, Map<String, String> headers, String body) implements HttpAnswer {
        /** Takes a copy of the headers. */
        public Answered {
            headers = Map.copyOf(headers);
        }

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
