package dev.tidings.abilities;

import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.ReceiptKind;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider reports of a message that it accepted.
 *
 * @param kinds what it can report
 * @param echo what of ours comes back in each of them
 */
public record Receipts(Set<ReceiptKind> kinds, Echoes echo) {
    /** Which id receipts find their message by. */
    public enum Echoes {
        /** The provider's own, from its answer. */
        NOTHING,
        /** The one that we sent along: it is known also where the answer was lost. */
        OUR_ID,
        /**
         * None, at times: the provider says of a whole conversation up to when all was delivered or read. Receipts and messages
         * meet under the recipient's key.
         */
        CONVERSATION
    }

    public Receipts {
        kinds = Set.copyOf(kinds);
    }

    static Receipts of(ReceiptKind... kinds) {
        return new Receipts(Set.of(kinds), Echoes.NOTHING);
    }

    static Receipts withOurId(ReceiptKind... kinds) {
        return new Receipts(Set.of(kinds), Echoes.OUR_ID);
    }

    static Receipts byConversation(ReceiptKind... kinds) {
        return new Receipts(Set.of(kinds), Echoes.CONVERSATION);
    }

    /**
     * Whether a policy that waits for this can ever be told, and is not told in vain.
     *
     * @param after how long it waits; null: for a report of failure alone
     */
    public boolean canFire(FallbackTrigger trigger, @Nullable Duration after) {
        return switch (trigger) {
            case SEND_FAILED, UNCERTAIN -> true;
            // Where no delivery is ever reported, it would fire always.
            case UNDELIVERED -> kinds.contains(after == null ? ReceiptKind.UNDELIVERED : ReceiptKind.DELIVERED);
            case UNREAD -> after != null && kinds.contains(ReceiptKind.READ);
            case UNRECOGNIZED -> false;
        };
    }
}
