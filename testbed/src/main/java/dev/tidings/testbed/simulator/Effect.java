package dev.tidings.testbed.simulator;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the behaviours in force make of one call.
 *
 * @param reaction What happens to the answer.
 * @param latency How long the answer is held back.
 * @param deletedTemplates Templates that are gone.
 * @param receipts What happens to the receipts.
 * @param names The kinds at work, comma-separated; null when none.
 */
record Effect(
        Reaction reaction,
        Duration latency,
        Set<String> deletedTemplates,
        ReceiptEffect receipts,
        @Nullable String names) {

    /**
     * What happens to the receipts.
     *
     * @param none No receipts at all.
     * @param failure How delivery fails; null when nothing makes it fail.
     * @param read When it is read; null for what the options say.
     */
    record ReceiptEffect(
            boolean none,
            @Nullable Failure failure,
            @Nullable Duration read) {}

    /**
     * A failed delivery.
     *
     * @param code The provider's own code; null for its usual one.
     */
    record Failure(@Nullable String code) {}

    /** What happens to the answer. */
    sealed interface Reaction {
        /** The provider answers as it should. */
        record Answers() implements Reaction {}

        /** The provider answers with trouble, and takes nothing. */
        record Refuses(int status, @Nullable String code) implements Reaction {}

        /** Nothing is taken, and nothing is said. */
        record Ignores() implements Reaction {}

        /** The message is taken, and nothing is said. */
        record TakesAndHangs() implements Reaction {}

        /** The message is taken, and the connection reset. */
        record TakesAndResets() implements Reaction {}

        /** The message is taken, and the answer is junk. */
        record TakesAndBabbles() implements Reaction {}
    }
}
