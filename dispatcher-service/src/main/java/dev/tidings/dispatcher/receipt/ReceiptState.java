package dev.tidings.dispatcher.receipt;

import dev.tidings.abilities.AbilityTable;
import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known under one correlation id. Receipts only ever move a step forward: to ACCEPTED, which is told to hold alone, to DELIVERED, to READ, or, where neither
 * came, to UNDELIVERED; each once. Where the message may have been sent twice, one copy that arrives outweighs another that
 * did not. What came before the correlation waits for it, in the order it came.
 */
sealed interface ReceiptState permits ReceiptState.Waiting, ReceiptState.Matched, Conversation {
    /**
     * A receipt that comes later than this tells hold nothing: the step has long ended without it, and hold may have forgotten
     * that.
     */
    Duration CONFIRMS_WITHIN = Duration.ofHours(1);

    /**
     * What came of an event: the state that follows, and what to publish.
     *
     * @param confirmed for hold, where an attempt that was uncertain turns out to have been accepted
     * @param left how many messages and receipts of a conversation are no longer known, since it had too many, or for too long
     */
    record Change(
            ReceiptState next,
            List<DeliveryResult> results,
            Optional<AttemptConfirmed> confirmed,
            Noted noted,
            int left) {
        public Change {
            results = List.copyOf(results);
        }

        Change(ReceiptState next, List<DeliveryResult> results, Optional<AttemptConfirmed> confirmed, Noted noted) {
            this(next, results, confirmed, noted, 0);
        }

        static Change to(ReceiptState next, Noted noted) {
            return new Change(next, List.of(), Optional.empty(), noted);
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
        /** The provider has taken it: noted only where its answer did not say so. */
        ACCEPTED,
        DELIVERED,
        READ,
        UNDELIVERED;

        /** How far a receipt moves the step; empty: no further. */
        Optional<Reached> movedBy(Receipt receipt, Correlation correlation) {
            Reached next = by(receipt.kind());
            boolean isNews = mayBecome(next) || isOfAnotherCopy(next, correlation);
            return isNews && (next != ACCEPTED || correlation.isUncertain()) ? Optional.of(next) : Optional.empty();
        }

        /** One copy was reported as undelivered, and what is reported now can only be about the other. */
        private boolean isOfAnotherCopy(Reached next, Correlation correlation) {
            boolean maybeTwo = correlation.possibleDuplicate() || correlation.isUncertain();
            boolean arrived = next == DELIVERED || next == READ;
            return maybeTwo && this == UNDELIVERED && arrived;
        }

        private boolean mayBecome(Reached next) {
            return switch (next) {
                case NOTHING -> false;
                case ACCEPTED -> this == NOTHING;
                case DELIVERED, UNDELIVERED -> this == NOTHING || this == ACCEPTED;
                case READ -> this == NOTHING || this == ACCEPTED || this == DELIVERED;
            };
        }

        private static Reached by(ReceiptKind kind) {
            return switch (kind) {
                case UNRECOGNIZED -> NOTHING;
                case ACCEPTED -> ACCEPTED;
                case DELIVERED -> DELIVERED;
                case READ -> READ;
                case UNDELIVERED -> UNDELIVERED;
            };
        }
    }

    Change receipt(Receipt receipt);

    Change correlation(Correlation correlation);

    /** When it was first heard of, a conversation: last: it is forgotten some time after. */
    Instant since();

    /** The attempt that a result is about; empty where it is not known here. */
    Optional<Correlation> attempt(DeliveryResult result);

    /** Nothing came yet. */
    static Change first(Receipt receipt) {
        if (AbilityTable.correlatesByConversation(receipt.channel())) {
            return Conversation.NEW.receipt(receipt);
        }
        return receipt.kind() == ReceiptKind.UNRECOGNIZED
                ? Change.to(new Waiting(List.of(), receipt.receivedAt()), Noted.UNRECOGNIZED)
                : Change.to(new Waiting(List.of(receipt), receipt.receivedAt()), Noted.WAITING);
    }

    /** Nothing came yet. */
    static Change first(Correlation correlation) {
        if (AbilityTable.correlatesByConversation(correlation.channel())) {
            return Conversation.NEW.correlation(correlation);
        }
        return Change.to(new Matched(correlation, Reached.NOTHING, correlation.recordedAt()), Noted.CORRELATED);
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
                return Change.to(this, Noted.UNRECOGNIZED);
            }
            if (receipts.stream().anyMatch(known -> known.kind() == receipt.kind())) {
                return Change.to(this, Noted.REPEATED);
            }
            List<Receipt> more = new ArrayList<>(receipts);
            more.add(receipt);
            return Change.to(new Waiting(more, since), Noted.WAITING);
        }

        @Override
        public Change correlation(Correlation correlation) {
            ReceiptState state = new Matched(correlation, Reached.NOTHING, since);
            List<DeliveryResult> results = new ArrayList<>();
            Optional<AttemptConfirmed> confirmed = Optional.empty();
            for (Receipt receipt : receipts) {
                Change change = state.receipt(receipt);
                state = change.next();
                results.addAll(change.results());
                confirmed = confirmed.or(change::confirmed);
            }
            return new Change(state, results, confirmed, Noted.CORRELATED);
        }

        @Override
        public Optional<Correlation> attempt(DeliveryResult result) {
            return Optional.empty();
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
                return Change.to(this, Noted.UNRECOGNIZED);
            }
            return reached.movedBy(receipt, correlation)
                    .map(next -> new Change(
                            new Matched(correlation, next, since),
                            ReceiptResults.of(correlation, receipt).stream().toList(),
                            confirmedBy(receipt),
                            Noted.MATCHED))
                    .orElseGet(() -> Change.to(this, Noted.REPEATED));
        }

        @Override
        public Optional<Correlation> attempt(DeliveryResult result) {
            return Optional.of(correlation);
        }

        private Optional<AttemptConfirmed> confirmedBy(Receipt receipt) {
            boolean tells = correlation.isUncertain()
                    && reached == Reached.NOTHING
                    && receipt.receivedAt().isBefore(correlation.recordedAt().plus(CONFIRMS_WITHIN));
            return tells
                    ? Optional.of(new AttemptConfirmed(correlation, receipt.providerMessageId(), receipt.occurredAt()))
                    : Optional.empty();
        }

        @Override
        public Change correlation(Correlation later) {
            if (!later.dueAt().equals(correlation.dueAt())) {
                return ofAnotherRequest(later);
            }
            // A step that was sent again has the same id: results name its latest attempt.
            boolean newer = later.attempt() > correlation.attempt();
            return newer
                    ? new Change(new Matched(later, reached, since), List.of(), confirmed(later), Noted.CORRELATED)
                    : Change.to(this, Noted.REPEATED);
        }

        /** A receipt of an earlier attempt came while this one was under way. */
        private Optional<AttemptConfirmed> confirmed(Correlation later) {
            return later.isUncertain() && reached != Reached.NOTHING
                    ? Optional.of(new AttemptConfirmed(later, null, later.recordedAt()))
                    : Optional.empty();
        }

        /** A request may use an id again that is still known here: all attempts of one request are due at one time. */
        private Change ofAnotherRequest(Correlation other) {
            return other.recordedAt().isAfter(correlation.recordedAt())
                    ? first(other)
                    : Change.to(this, Noted.REPEATED);
        }
    }
}
