package dev.tidings.dispatcher.receipt;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.Event;
import dev.tidings.contract.Receipt;
import dev.tidings.dispatcher.receipt.Conversation.Message;
import dev.tidings.dispatcher.receipt.ReceiptState.Matched;
import dev.tidings.dispatcher.receipt.ReceiptState.Reached;
import dev.tidings.dispatcher.receipt.ReceiptState.Waiting;
import dev.tidings.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A state in bytes: a letter for the kind, since in milliseconds, and then for Matched how far it came and the
 * correlation, for Waiting each receipt behind its length, for a Conversation the number of its messages, each message, and each
 * receipt behind its length. A message is how far it came, its time in milliseconds, and the correlation behind its length. Events
 * are in single-object encoding, which needs no server.
 */
final class StateFormat {
    private static final byte WAITING = 'w';
    private static final byte MATCHED = 'm';
    private static final byte CONVERSATION = 'c';
    private static final int SINCE_AT = 1;
    private static final int HEADER = SINCE_AT + Long.BYTES;

    private final Codec codec = Codec.singleObject();

    byte[] write(ReceiptState state) {
        return switch (state) {
            case Waiting(List<Receipt> receipts, Instant since) -> {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                receipts.forEach(receipt -> put(body, receipt));
                yield assembled(WAITING, since, body.toByteArray());
            }
            case Matched(Correlation correlation, Reached reached, Instant since) -> {
                byte[] encoded = codec.encode(Topics.RECEIPTS, correlation);
                ByteBuffer body = ByteBuffer.allocate(1 + encoded.length);
                body.put(letter(reached)).put(encoded);
                yield assembled(MATCHED, since, body.array());
            }
            case Conversation conversation -> {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                body.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(conversation.messages().size())
                        .array());
                conversation.messages().forEach(message -> put(body, message));
                conversation.marks().forEach(mark -> put(body, mark));
                conversation.early().forEach(receipt -> put(body, receipt));
                yield assembled(CONVERSATION, conversation.since(), body.toByteArray());
            }
        };
    }

    private void put(ByteArrayOutputStream body, Message message) {
        body.writeBytes(ByteBuffer.allocate(1 + Long.BYTES)
                .put(letter(message.reached()))
                .putLong(message.sentBy().toEpochMilli())
                .array());
        put(body, message.correlation());
    }

    private void put(ByteArrayOutputStream body, Event event) {
        byte[] encoded = codec.encode(Topics.RECEIPTS, event);
        body.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(encoded.length).array());
        body.writeBytes(encoded);
    }

    /** The state, or empty where the bytes are of no known form. */
    Optional<ReceiptState> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            byte kind = in.get();
            Instant since = Instant.ofEpochMilli(in.getLong());
            return switch (kind) {
                case WAITING -> waiting(in, since);
                case MATCHED -> matched(in, since);
                case CONVERSATION -> conversation(in, since);
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /** Since when, without reading the rest; the beginning of time where the bytes do not say. */
    static Instant since(byte[] bytes) {
        return bytes.length < HEADER
                ? Instant.EPOCH
                : Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong(SINCE_AT));
    }

    /** How many receipts wait for their correlation, without reading them; of a conversation none, nor where the bytes do not say. */
    static long waiting(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != WAITING) {
            return 0;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).position(HEADER);
        long receipts = 0;
        while (in.hasRemaining()) {
            int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
            if (length < 0 || length > in.remaining()) {
                return 0;
            }
            in.position(in.position() + length);
            receipts++;
        }
        return receipts;
    }

    private static byte[] assembled(byte kind, Instant since, byte[] body) {
        return ByteBuffer.allocate(HEADER + body.length)
                .put(kind)
                .putLong(since.toEpochMilli())
                .put(body)
                .array();
    }

    private Optional<ReceiptState> waiting(ByteBuffer in, Instant since) {
        return receipts(in).map(receipts -> new Waiting(receipts, since));
    }

    private Optional<ReceiptState> conversation(ByteBuffer in, Instant since) {
        List<Message> messages = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            Optional<Reached> reached = reached(in.get());
            Instant sentBy = Instant.ofEpochMilli(in.getLong());
            if (reached.isEmpty() || !(counted(in) instanceof Correlation correlation)) {
                return Optional.empty();
            }
            messages.add(new Message(correlation, reached.get(), sentBy));
        }
        return receipts(in).map(all -> Conversation.of(messages, all, since));
    }

    private Optional<List<Receipt>> receipts(ByteBuffer in) {
        List<Receipt> receipts = new ArrayList<>();
        while (in.hasRemaining()) {
            if (!(counted(in) instanceof Receipt receipt)) {
                return Optional.empty();
            }
            receipts.add(receipt);
        }
        return Optional.of(receipts);
    }

    /** An event behind its length. */
    private @Nullable Event counted(ByteBuffer in) {
        int length = in.getInt();
        return length < 0 || length > in.remaining() ? null : event(in, length);
    }

    private Optional<ReceiptState> matched(ByteBuffer in, Instant since) {
        Optional<Reached> reached = reached(in.get());
        return reached.isPresent() && event(in, in.remaining()) instanceof Correlation correlation
                ? Optional.of(new Matched(correlation, reached.get(), since))
                : Optional.empty();
    }

    private @Nullable Event event(ByteBuffer in, int length) {
        byte[] encoded = new byte[length];
        in.get(encoded);
        return codec.decode(new RecordHeaders(), encoded) instanceof Decoded.Known(Event event) ? event : null;
    }

    private static byte letter(Reached reached) {
        return switch (reached) {
            case NOTHING -> 'n';
            case ACCEPTED -> 'a';
            case DELIVERED -> 'd';
            case READ -> 'r';
            case UNDELIVERED -> 'u';
        };
    }

    private static Optional<Reached> reached(byte letter) {
        return switch (letter) {
            case 'n' -> Optional.of(Reached.NOTHING);
            case 'a' -> Optional.of(Reached.ACCEPTED);
            case 'd' -> Optional.of(Reached.DELIVERED);
            case 'r' -> Optional.of(Reached.READ);
            case 'u' -> Optional.of(Reached.UNDELIVERED);
            default -> Optional.empty();
        };
    }
}
