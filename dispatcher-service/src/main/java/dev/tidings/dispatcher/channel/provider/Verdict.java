package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    /**
     * What comes of a message that was answered with the code.
     *
     * @param asked how long the answer asks to wait; absent: it does not say
     */
    default Outcome outcome(@Nullable String code, @Nullable Duration asked) {
        return switch (this) {
            case Refused(Reason reason, String detail) -> new Outcome.Rejected(reason, detail, code);
            case TooFast(String detail, boolean recipientOnly) ->
                new Outcome.Throttled(detail, code, asked, recipientOnly);
            case Trouble(String detail) -> new Outcome.Unreachable(detail + ", code " + code);
            case Unclear(String detail) -> new Outcome.Uncertain(detail, code);
        };
    }

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
