package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.Reason;

/** What a provider's error code means. */
public sealed interface Verdict {
    /**
     * Refused for good.
     *
     * @param reason why, in our words
     * @param detail why, in a sentence
     */
    record Refused(Reason reason, String detail) implements Verdict {}

    /**
     * Too much at once.
     *
     * @param detail what was limited
     * @param recipientOnly whether it is the messages to this recipient, and not those of the account
     */
    record TooFast(String detail, boolean recipientOnly) implements Verdict {}

    /**
     * The provider has trouble of its own, and says that it took nothing.
     *
     * @param detail what the trouble is
     */
    record Trouble(String detail) implements Verdict {}

    /**
     * The provider does not say whether it took anything.
     *
     * @param detail what it says
     */
    record Unclear(String detail) implements Verdict {}

    /** The reason to give where the code came in a receipt, when there is nothing to repeat any more. */
    default Reason receiptReason() {
        return switch (this) {
            case Refused refused -> refused.reason();
            case TooFast _ -> Reason.RATE_LIMITED;
            case Trouble _ -> Reason.PROVIDER_UNAVAILABLE;
            case Unclear _ -> Reason.PROVIDER_ERROR;
        };
    }
}
