package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.http.HttpQuestion;

/** What an adapter makes of a task before any call. */
public sealed interface Draft {
    /**
     * Can be sent.
     *
     * @param question the call
     */
    record Ready(HttpQuestion question) implements Draft {}

    /**
     * Cannot be sent to this provider, whatever it would answer.
     *
     * @param outcome why
     */
    record Unfit(Outcome.Rejected outcome) implements Draft {}

    /** Unfit as INVALID_REQUEST. */
    static Draft invalid(String detail) {
        return new Unfit(new Outcome.Rejected(Reason.INVALID_REQUEST, detail, null));
    }
}
