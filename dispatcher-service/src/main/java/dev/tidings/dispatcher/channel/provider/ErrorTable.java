package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A provider's error codes, numbers or words, and what each means. A code that is not in it means nothing that is known. */
public final class ErrorTable {
    private final Map<String, Verdict> byCode;

    private ErrorTable(Map<String, Verdict> byCode) {
        this.byCode = Map.copyOf(byCode);
    }

    /** An empty table to be filled. */
    public static Builder builder() {
        return new Builder();
    }

    /** What a code means. Empty: not known. */
    public Optional<Verdict> verdict(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The reason to give where the code came in a receipt. */
    public Reason receiptReason(String code) {
        return verdict(code).map(Verdict::receiptReason).orElse(Reason.PROVIDER_ERROR);
    }

    /** All of it. */
    public Map<String, Verdict> rows() {
        return byCode;
    }

    /** Collects the rows of a table. */
    public static final class Builder {
        private final Map<String, Verdict> byCode = new HashMap<>();

        private Builder() {}

        /** Codes that refuse for good. */
        public Builder refused(Reason reason, String detail, int... codes) {
            return refused(reason, detail, words(codes));
        }

        /** Codes that refuse for good. */
        public Builder refused(Reason reason, String detail, String... codes) {
            return put(new Verdict.Refused(reason, detail), codes);
        }

        /** Codes that ask the account to slow down. */
        public Builder tooFast(String detail, int... codes) {
            return tooFast(detail, words(codes));
        }

        /** Codes that ask the account to slow down. */
        public Builder tooFast(String detail, String... codes) {
            return put(new Verdict.TooFast(detail, false), codes);
        }

        /** Codes that say that one recipient gets too much. */
        public Builder tooFastForRecipient(String detail, int... codes) {
            return tooFastForRecipient(detail, words(codes));
        }

        /** Codes that say that one recipient gets too much. */
        public Builder tooFastForRecipient(String detail, String... codes) {
            return put(new Verdict.TooFast(detail, true), codes);
        }

        /** Codes that say nothing was taken, and that trying again may help. */
        public Builder trouble(String detail, int... codes) {
            return trouble(detail, words(codes));
        }

        /** Codes that say nothing was taken, and that trying again may help. */
        public Builder trouble(String detail, String... codes) {
            return put(new Verdict.Trouble(detail), codes);
        }

        private static String[] words(int... codes) {
            return Arrays.stream(codes).mapToObj(Integer::toString).toArray(String[]::new);
        }

        private Builder put(Verdict verdict, String... codes) {
            for (String code : codes) {
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
