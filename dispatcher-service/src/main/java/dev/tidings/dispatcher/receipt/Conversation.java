package dev.tidings.dispatcher.receipt;

import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is known of a conversation whose provider says up to when all of it was delivered or read, and names single messages at
 * times. Of each message it holds what holds of all states: forward only, and each once. Whatever comes before the correlation that
 * it is about waits for it; what was said of all messages up to a time goes for those that are heard of later, too.
 *
 * <p>When the provider took a message is not known to the millisecond: by when it was sent at the latest is, and counts. A message
 * that was sent while the provider's time was taken may so be told of by the next receipt only, and none is told of too early.
 *
 * @see <a href="file:deploy/decisions/014-conversations.md">decision 014</a>
 * @param messages the latest, in the order they were heard of
 * @param marks what was said of all messages up to a time: of each kind what reaches furthest
 * @param early of messages that are not known, in the order they came; messages of others in the same conversation among them
 * @param since when it was last heard of
 */
record Conversation(List<Message> messages, List<Receipt> marks, List<Receipt> early, Instant since)
        implements ReceiptState {
    /** Nothing is known of it. */
    static final Conversation NEW = new Conversation(List.of(), List.of(), List.of(), Instant.EPOCH);

    static final int MOST_MESSAGES = 200;
    static final int MOST_EARLY = 50;
    /** The characters of all messages together: what the store takes is written whole for every change. */
    static final int MOST_CHARACTERS = 64 * 1024;

    static final Duration KEPT = ReceiptStates.KEPT;

    public Conversation {
        messages = List.copyOf(messages);
        marks = List.copyOf(marks);
        early = List.copyOf(early);
    }

    /** With marks and early receipts in one list. */
    static Conversation of(List<Message> messages, List<Receipt> receipts, Instant since) {
        Predicate<Receipt> isMark = receipt -> receipt.upTo() != null;
        return new Conversation(
                messages,
                receipts.stream().filter(isMark).toList(),
                receipts.stream().filter(isMark.negate()).toList(),
                since);
    }

    /**
     * A message of it.
     *
     * @param correlation of the step's latest attempt
     * @param reached how far receipts have moved it
     * @param sentBy by when the provider had taken it, at the latest
     */
    record Message(Correlation correlation, Reached reached, Instant sentBy) {
        static Message of(Correlation correlation) {
            return new Message(correlation, Reached.NOTHING, correlation.recordedAt());
        }

        private boolean isOf(Correlation other) {
            return correlation.requestId().equals(other.requestId()) && correlation.step() == other.step();
        }

        /** Whether the other one is of a later attempt, or of a request that uses the id again. */
        private boolean isBefore(Correlation other) {
            return correlation.dueAt().equals(other.dueAt())
                    ? correlation.attempt() < other.attempt()
                    : correlation.recordedAt().isBefore(other.recordedAt());
        }

        /** The same step with its later attempt, which begins where the earlier one came to. */
        private Message followedBy(Correlation later) {
            return correlation.dueAt().equals(later.dueAt())
                    ? new Message(later, reached, later.recordedAt())
                    : of(later);
        }

        private boolean isNamedBy(Receipt receipt) {
            return Objects.equals(correlation.providerMessageId(), receipt.providerMessageId());
        }

        private boolean isCoveredBy(Receipt mark) {
            return !sentBy.isAfter(Objects.requireNonNull(mark.upTo()));
        }

        /** Moves it, and adds the result where that is news. */
        private Message movedBy(Receipt receipt, List<DeliveryResult> results) {
            Optional<Reached> next = reached.movedBy(receipt, correlation);
            next.flatMap(_ -> ReceiptResults.of(correlation, receipt)).ifPresent(results::add);
            return new Message(correlation, next.orElse(reached), sentBy);
        }

        /** By a receipt that names it: what has arrived was sent before. */
        private Message namedBy(Receipt receipt, List<DeliveryResult> results) {
            Message moved = movedBy(receipt, results);
            Instant arrived = receipt.occurredAt();
            return arrived.isBefore(sentBy) ? new Message(correlation, moved.reached, arrived) : moved;
        }

        private int characters() {
            int metadata = 0;
            for (Map.Entry<String, String> entry : correlation.metadata().entrySet()) {
                metadata += entry.getKey().length() + entry.getValue().length();
            }
            return metadata
                    + correlation.requestId().length()
                    + correlation.tenant().length()
                    + String.valueOf(correlation.providerMessageId()).length();
        }
    }

    @Override
    public Change receipt(Receipt receipt) {
        if (receipt.kind() == ReceiptKind.UNRECOGNIZED) {
            return Change.to(this, Noted.UNRECOGNIZED);
        }
        Instant upTo = receipt.upTo();
        return upTo == null ? ofOne(receipt) : ofAll(receipt, upTo);
    }

    private Change ofAll(Receipt mark, Instant upTo) {
        boolean isFurther = marks.stream()
                .filter(known -> known.kind() == mark.kind())
                .allMatch(known -> upTo.isAfter(Objects.requireNonNull(known.upTo())));
        if (!isFurther) {
            return Change.to(this, Noted.REPEATED);
        }
        List<Receipt> further = new ArrayList<>(marks);
        further.removeIf(known -> known.kind() == mark.kind());
        further.add(mark);
        return next(messages, further, early, mark.receivedAt(), new ArrayList<>(), Noted.WAITING);
    }

    private Change ofOne(Receipt receipt) {
        Optional<Message> named =
                messages.stream().filter(message -> message.isNamedBy(receipt)).findFirst();
        if (named.isEmpty()) {
            return waiting(receipt);
        }
        List<DeliveryResult> results = new ArrayList<>();
        List<Message> moved = new ArrayList<>(messages);
        moved.set(messages.indexOf(named.get()), named.get().namedBy(receipt, results));
        return next(moved, marks, early, receipt.receivedAt(), results, Noted.REPEATED);
    }

    private Change waiting(Receipt receipt) {
        boolean isRepeated = early.stream()
                .anyMatch(known -> known.kind() == receipt.kind()
                        && Objects.equals(known.providerMessageId(), receipt.providerMessageId()));
        if (isRepeated) {
            return Change.to(this, Noted.REPEATED);
        }
        List<Receipt> more = new ArrayList<>(early);
        more.add(receipt);
        return next(messages, marks, more, receipt.receivedAt(), new ArrayList<>(), Noted.WAITING);
    }

    @Override
    public Optional<Correlation> attempt(DeliveryResult result) {
        return messages.stream()
                .map(Message::correlation)
                .filter(sent -> sent.requestId().equals(result.requestId()) && sent.step() == result.step())
                .findFirst();
    }

    @Override
    public Change correlation(Correlation correlation) {
        Optional<Message> known =
                messages.stream().filter(message -> message.isOf(correlation)).findFirst();
        if (known.isPresent() && !known.get().isBefore(correlation)) {
            return Change.to(this, Noted.REPEATED);
        }
        Message message =
                known.map(earlier -> earlier.followedBy(correlation)).orElseGet(() -> Message.of(correlation));
        List<DeliveryResult> results = new ArrayList<>();
        List<Receipt> others = new ArrayList<>();
        for (Receipt receipt : early) {
            if (message.isNamedBy(receipt)) {
                message = message.namedBy(receipt, results);
            } else {
                others.add(receipt);
            }
        }
        List<Message> more = new ArrayList<>(messages);
        known.ifPresent(more::remove);
        more.add(message);
        return next(more, marks, others, correlation.recordedAt(), results, Noted.CORRELATED);
    }

    /**
     * Holds the marks against the messages, and lets go of what is too much or too old.
     *
     * @param results what single receipts led to already
     * @param noted of what came, where it tells of no message
     */
    private Change next(
            List<Message> all,
            List<Receipt> reached,
            List<Receipt> unknown,
            Instant now,
            List<DeliveryResult> results,
            Noted noted) {
        List<Message> settled = new ArrayList<>(all.size());
        for (Message message : all) {
            settled.add(settled(message, reached, results));
        }
        List<Message> latest = latest(settled, now);
        List<Receipt> waiting = unknown.stream()
                .skip(Math.max(0, unknown.size() - MOST_EARLY))
                .filter(receipt -> receipt.receivedAt().isAfter(now.minus(KEPT)))
                .toList();
        return new Change(
                new Conversation(latest, reached, waiting, now.isAfter(since) ? now : since),
                results,
                Optional.empty(),
                results.isEmpty() || noted == Noted.CORRELATED ? noted : Noted.MATCHED,
                (all.size() - latest.size()) + (unknown.size() - waiting.size()));
    }

    private static Message settled(Message message, List<Receipt> marks, List<DeliveryResult> results) {
        Message settled = message;
        for (Receipt mark : marks) {
            settled = settled.isCoveredBy(mark) ? settled.movedBy(mark, results) : settled;
        }
        return settled;
    }

    private static List<Message> latest(List<Message> all, Instant now) {
        Instant oldest = now.minus(KEPT);
        int first = all.size();
        int characters = 0;
        while (first > 0 && all.size() - first < MOST_MESSAGES) {
            characters += all.get(first - 1).characters();
            if (characters > MOST_CHARACTERS && first < all.size()) {
                break;
            }
            first--;
        }
        return all.subList(first, all.size()).stream()
                .filter(message -> message.correlation().recordedAt().isAfter(oldest))
                .toList();
    }
}
