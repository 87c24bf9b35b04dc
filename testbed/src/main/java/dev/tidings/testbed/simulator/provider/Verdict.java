package dev.tidings.testbed.simulator.provider;

import org.jspecify.annotations.Nullable;

/** What a provider thinks of a call. */
public sealed interface Verdict {
    /**
     * The provider takes the message: it exists from now on, whether or not the answer arrives.
     *
     * @param messageId The provider's id of the message.
     * @param answer The answer to give.
     * @param reporter Who reports on it; null where nobody is told.
     */
    record Accepted(
            String messageId, Answer answer, @Nullable Reporter reporter) implements Verdict {}

    /**
     * The provider refuses: there is no message.
     *
     * @param answer The answer to give.
     */
    record Refused(Answer answer) implements Verdict {}
}
