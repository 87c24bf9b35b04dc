package dev.tidings.dispatcher.receipt;

import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known under one correlation id. Receipts only ever move a step forward: to DELIVERED, to READ, or, where neither
 * came, to UNDELIVERED; each once. Where the message may have been sent twice, one copy that arrives outweighs another that
 * did not. What came before the correlation waits for it, in the order it came.
 */
sealed interface ReceiptState {
    /** What came of an event: the state that follows, and what to publish. */
    record Change(ReceiptState next, List<DeliveryResult> results, Noted noted) {
        public Change {
            results = List.copyOf(results);
        }
    }

    /** What an event meant. */
    enum Noted {
        /** The correlation came. */
        CORRELATED,
        /** A receipt moved the step forward. */
        MATCHED,
        /** A receipt came before its correlation. */
        WAITING,
        /** Nothing new: it came before, or something further did. */
        REPEATED,
        /** A kind of receipt that this version does not know. */
        UNRECOGNIZED
    }

    /** How far receipts have moved the step. */
    enum Reached {
        NOTHING,
        DELIVERED,
        READ,
        UNDELIVERED;

        private boolean mayBecome(Reached next) {
            return switch (next) {
                case NOTHING -> false;
                case DELIVERED, UNDELIVERED -> this == NOTHING;
                case READ -> this == NOTHING || this == DELIVERED;
            };
        }

        private static Reached by(ReceiptKind kind) {
            return switch (kind) {
                case UNRECOGNIZED -> NOTHING;
                case DELIVERED -> DELIVERED;
                case READ -> READ;
                case UNDELIVERED -> UNDELIVERED;
            };
        }
    }

    Change receipt(Receipt receipt);

    Change correlation(Correlation correlation);

    /** When it was first heard of: it is forgotten some time after. */
    Instant since();

    /** Nothing came yet. */
    static Change first(Receipt receipt) {
        return receipt.kind() == ReceiptKind.UNRECOGNIZED
                ? new Change(new Waiting(List.of(), receipt.receivedAt()), List.of(), Noted.UNRECOGNIZED)
                : new Change(new Waiting(List.of(receipt), receipt.receivedAt()), List.of(), Noted.WAITING);
    }

    /** Nothing came yet. */
    static Change first(Correlation correlation) {
        return new Change(
                new Matched(correlation, Reached.NOTHING, correlation.recordedAt()), List.of(), Noted.CORRELATED);
    }

    /**
     * Receipts came, and whose they are is not known yet.
     *
     * @param receipts at most one of each kind, in the order they came
     */
    record Waiting(List<Receipt> receipts, Instant since) implements ReceiptState {
        public Waiting {
            receipts = List.copyOf(receipts);
        }

        @Override
        public Change receipt(Receipt receipt) {
            if (receipt.kind() == ReceiptKind.UNRECOGNIZED) {
                return new Change(this, List.of(), Noted.UNRECOGNIZED);
            }
            if (receipts.stream().anyMatch(known -> known.kind() == receipt.kind())) {
                return new Change(this, List.of(), Noted.REPEATED);
            }
            List<Receipt> more = new ArrayList<>(receipts);
            more.add(receipt);
            return new Change(new Waiting(more, since), List.of(), Noted.WAITING);
        }

        @Override
        public Change correlation(Correlation correlation) {
            ReceiptState state = new Matched(correlation, Reached.NOTHING, since);
            List<DeliveryResult> results = new ArrayList<>();
            for (Receipt receipt : receipts) {
                Change change = state.receipt(receipt);
                state = change.next();
                results.addAll(change.results());
            }
            return new Change(state, results, Noted.CORRELATED);
        }
    }

    /**
     * Whose the receipts are is known.
     *
     * @param correlation of the step's latest attempt
     */
    record Matched(Correlation correlation, Reached reached, Instant since) implements ReceiptState {
        @Override
        public Change receipt(Receipt receipt) {
            if (receipt.kind() == ReceiptKind.UNRECOGNIZED) {
                return new Change(this, List.of(), Noted.UNRECOGNIZED);
            }
            Reached next = Reached.by(receipt.kind());
            if (!reached.mayBecome(next) && !isOfAnotherCopy(next)) {
                return new Change(this, List.of(), Noted.REPEATED);
            }
            return new Change(
                    new Matched(correlation, next, since),
                    List.of(ReceiptResults.of(correlation, receipt)),
                    Noted.MATCHED);
        }

        /** One copy was reported as undelivered, and what is reported now can only be about the other. */
        private boolean isOfAnotherCopy(Reached next) {
            return correlation.possibleDuplicate()
                    && reached == Reached.UNDELIVERED
                    && Reached.NOTHING.mayBecome(next)
                    && next != Reached.UNDELIVERED;
        }

        @Override
        public Change correlation(Correlation later) {
            if (!later.dueAt().equals(correlation.dueAt())) {
                return ofAnotherRequest(later);
            }
            // A step that was sent again has the same id: results name its latest attempt.
            boolean newer = later.attempt() > correlation.attempt();
            return new Change(
                    newer ? new Matched(later, reached, since) : this,
                    List.of(),
                    newer ? Noted.CORRELATED : Noted.REPEATED);
        }

        /** A request may use an id again that is still known here: all attempts of one request are due at one time. */
        private Change ofAnotherRequest(Correlation other) {
            return other.recordedAt().isAfter(correlation.recordedAt())
                    ? first(other)
                    : new Change(this, List.of(), Noted.REPEATED);
        }
    }
}
