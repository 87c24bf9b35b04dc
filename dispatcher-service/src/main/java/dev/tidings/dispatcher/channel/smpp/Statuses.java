package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.Reason;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.provider.UnknownCodes;

/** Reads the statuses that one account is answered with. */
record Statuses(SenderAccount account, UnknownCodes unknown) {
    /** What a status other than 0 means: nothing was taken. */
    Outcome meaning(int status) {
        String code = SmppErrors.code(status);
        return SmppErrors.TABLE
                .verdict(code)
                .map(verdict -> verdict.outcome(code, null))
                .orElseGet(() -> {
                    unknown.met(account);
                    return new Outcome.Rejected(
                            Reason.PROVIDER_ERROR,
                            "the message centre refuses for a reason that is not documented",
                            code);
                });
    }
}
