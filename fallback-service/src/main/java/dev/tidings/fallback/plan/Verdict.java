package dev.tidings.fallback.plan;

import dev.tidings.contract.Reason;
import org.jspecify.annotations.Nullable;

/** What the evidence about one step comes to, by the rules that it is judged by. */
sealed interface Verdict {
    /**
     * Nothing is certain yet.
     *
     * @param left whether the message may be on its way, so that its deadline runs
     */
    record Open(boolean left) implements Verdict {}

    /**
     * Nothing has to follow it.
     *
     * @param why in words
     */
    record Settled(Cause cause, @Nullable Reason reason, String why) implements Verdict {}

    /**
     * The next step has to follow.
     *
     * @param why in words
     */
    record Fired(Cause cause, @Nullable Reason reason, String why) implements Verdict {}
}
