package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A provider's error codes and what each means. A code that is not in it means nothing that is known. */
public final class ErrorTable {
    private final Map<Integer, Verdict> byCode;

    private ErrorTable(Map<Integer, Verdict> byCode) {
        this.byCode = Map.copyOf(byCode);
    }

    /** An empty table to be filled. */
    public static Builder builder() {
        return new Builder();
    }

    /** What a code means. Empty: not known. */
    public Optional<Verdict> verdict(int code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** Collects the rows of a table. */
    public static final class Builder {
        private final Map<Integer, Verdict> byCode = new HashMap<>();

        private Builder() {}

        /** Codes that refuse for good. */
        public Builder refused(Reason reason, String detail, int... codes) {
            return put(new Verdict.Refused(reason, detail), codes);
        }

        /** Codes that ask the account to slow down. */
        public Builder tooFast(String detail, int... codes) {
            return put(new Verdict.TooFast(detail, false), codes);
        }

        /** Codes that say that one recipient gets too much. */
        public Builder tooFastForRecipient(String detail, int... codes) {
            return put(new Verdict.TooFast(detail, true), codes);
        }

        /** Codes that say nothing was taken, and that trying again may help. */
        public Builder trouble(String detail, int... codes) {
            return put(new Verdict.Trouble(detail), codes);
        }

        private Builder put(Verdict verdict, int... codes) {
            for (int code : codes) {
                if (byCode.put(code, verdict) != null) {
                    throw new IllegalStateException("code " + code + " stands in the table twice");
                }
            }
            return this;
        }

        /** The table. */
        public ErrorTable build() {
            return new ErrorTable(byCode);
        }
    }
}
