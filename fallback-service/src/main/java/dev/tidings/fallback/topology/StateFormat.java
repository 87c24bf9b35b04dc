package dev.tidings.fallback.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.Reason;
import dev.tidings.fallback.plan.Cause;
import dev.tidings.fallback.plan.Evidence;
import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.fallback.plan.Finding;
import dev.tidings.fallback.plan.Leg;
import dev.tidings.fallback.plan.Report;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A kept state in bytes: one for its kind, eight for when it may be forgotten (milliseconds, so that a purge reads no more than
 * these), then what the kind needs: what is known about each step, and the watch. That stands there as Avro in single-object
 * encoding, whatever the topics use: the store is nobody else's, and must be readable when no registry answers.
 */
final class StateFormat {
    private static final byte REPORTED = 1;
    private static final byte WATCHING = 2;
    private static final byte DECIDED = 3;
    private static final byte REPORTED_AGAIN = 4;
    private static final byte LOST = 5;
    private static final int HEAD = Byte.BYTES + Long.BYTES;

    /** In place of a time that is absent. */
    private static final long NEVER = Long.MIN_VALUE;

    private final Codec codec = Codec.singleObject();

    byte[] write(FallbackState.Kept state) {
        return switch (state) {
            case FallbackState.Reported(Evidence evidence, Instant keepUntil) ->
                bytes(REPORTED, keepUntil, evidence(evidence));
            case FallbackState.Watching(FallbackWatch watch, List<Leg> legs, Instant keepUntil) ->
                bytes(WATCHING, keepUntil, joined(legs(legs), codec.encode(FallbackTopology.STORE, watch)));
            case FallbackState.Decided decided -> bytes(DECIDED, decided.keepUntil(), decided(decided));
            case FallbackState.ReportedAgain(FallbackState.Decided earlier, Evidence evidence, Instant keepUntil) ->
                bytes(REPORTED_AGAIN, keepUntil, joined(write(earlier), evidence(evidence)));
            case FallbackState.Lost(Instant keepUntil) -> bytes(LOST, keepUntil, new byte[0]);
        };
    }

    /** The state that was stored; empty where the bytes are of no known form. */
    Optional<FallbackState.Kept> read(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte kind = buffer.get();
            Instant keepUntil = Instant.ofEpochMilli(buffer.getLong());
            return switch (kind) {
                case REPORTED -> some(buffer).map(evidence -> new FallbackState.Reported(evidence, keepUntil));
                case WATCHING -> watching(buffer, keepUntil);
                case DECIDED -> Optional.of(decided(buffer, keepUntil));
                case REPORTED_AGAIN -> reportedAgain(buffer, keepUntil);
                case LOST -> Optional.of(new FallbackState.Lost(keepUntil));
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // Cut off, or a name that an enum of this version does not have.
            return Optional.empty();
        }
    }

    /** When the state may be forgotten, without reading the rest of it; at once where the bytes do not say. */
    static long keepUntilMillis(byte[] bytes) {
        return bytes.length < HEAD ? Long.MIN_VALUE : ByteBuffer.wrap(bytes).getLong(Byte.BYTES);
    }

    /** 1 where a request waits for its end, without reading the rest; else 0. */
    static long watching(byte[] bytes) {
        return bytes.length >= HEAD && bytes[0] == WATCHING ? 1 : 0;
    }

    private static byte[] bytes(byte kind, Instant keepUntil, byte[] rest) {
        return ByteBuffer.allocate(HEAD + rest.length)
                .put(kind)
                .putLong(keepUntil.toEpochMilli())
                .put(rest)
                .array();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] legs(List<Leg> legs) {
        byte[] all = {(byte) legs.size()};
        for (Leg leg : legs) {
            byte[] times = ByteBuffer.allocate(Long.BYTES + Long.BYTES)
                    .putLong(leg.dueAt().toEpochMilli())
                    .putLong(millis(leg.deadline()))
                    .array();
            all = joined(joined(all, times), evidence(leg.evidence()));
        }
        return all;
    }

    private static List<Leg> legs(ByteBuffer buffer) {
        List<Leg> legs = new ArrayList<>();
        for (int left = buffer.get(); left > 0; left--) {
            Instant dueAt = Instant.ofEpochMilli(buffer.getLong());
            @Nullable Instant deadline = instant(buffer.getLong());
            legs.add(new Leg(dueAt, evidence(buffer), deadline));
        }
        return legs;
    }

    private static byte[] evidence(Evidence evidence) {
        return joined(joined(optional(evidence.end()), optional(evidence.failure())), optional(evidence.arrival()));
    }

    private static Evidence evidence(ByteBuffer buffer) {
        return new Evidence(optional(buffer), optional(buffer), optional(buffer));
    }

    private static Optional<Evidence> some(ByteBuffer buffer) {
        Evidence evidence = evidence(buffer);
        return Optional.of(evidence).filter(known -> !known.isNone());
    }

    /** The number of its step, which none has that is absent. */
    private static byte[] optional(@Nullable Report report) {
        return report == null ? new byte[] {0} : joined(new byte[] {(byte) report.step()}, report(report));
    }

    private static @Nullable Report optional(ByteBuffer buffer) {
        byte step = buffer.get();
        return step == 0 ? null : report(step, buffer);
    }

    private static byte[] report(Report report) {
        byte[] finding = text(report.finding().name());
        byte[] reason = text(report.reason() == null ? "" : report.reason().name());
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES + Long.BYTES + finding.length + reason.length)
                .putInt(report.attempt())
                .putLong(report.occurredAt().toEpochMilli())
                .putLong(millis(report.dueAt()))
                .put(finding)
                .put(reason)
                .array();
    }

    private static Report report(int step, ByteBuffer buffer) {
        int attempt = buffer.getInt();
        Instant occurredAt = Instant.ofEpochMilli(buffer.getLong());
        @Nullable Instant dueAt = instant(buffer.getLong());
        Finding finding = Finding.valueOf(text(buffer));
        String reason = text(buffer);
        return new Report(step, finding, attempt, reason.isEmpty() ? null : Reason.valueOf(reason), occurredAt, dueAt);
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? NEVER : time.toEpochMilli();
    }

    private static @Nullable Instant instant(long millis) {
        return millis == NEVER ? null : Instant.ofEpochMilli(millis);
    }

    private static byte[] decided(FallbackState.Decided decided) {
        byte[] cause = text(decided.cause().name());
        return ByteBuffer.allocate(Byte.BYTES + Long.BYTES + Long.BYTES + cause.length)
                .put((byte) decided.steps())
                .putLong(decided.acceptedAt().toEpochMilli())
                .putLong(decided.dueAt().toEpochMilli())
                .put(cause)
                .array();
    }

    private static FallbackState.Decided decided(ByteBuffer buffer, Instant keepUntil) {
        int steps = buffer.get();
        Instant acceptedAt = Instant.ofEpochMilli(buffer.getLong());
        Instant dueAt = Instant.ofEpochMilli(buffer.getLong());
        return new FallbackState.Decided(Cause.valueOf(text(buffer)), steps, acceptedAt, dueAt, keepUntil);
    }

    private static Optional<FallbackState.Kept> reportedAgain(ByteBuffer buffer, Instant keepUntil) {
        if (buffer.get() != DECIDED) {
            return Optional.empty();
        }
        FallbackState.Decided earlier = decided(buffer, Instant.ofEpochMilli(buffer.getLong()));
        return some(buffer).map(evidence -> new FallbackState.ReportedAgain(earlier, evidence, keepUntil));
    }

    private Optional<FallbackState.Kept> watching(ByteBuffer buffer, Instant keepUntil) {
        List<Leg> legs = legs(buffer);
        return watch(buffer)
                .filter(watch -> !legs.isEmpty() && legs.size() <= watch.steps().size() + 1)
                .map(watch -> new FallbackState.Watching(watch, legs, keepUntil));
    }

    private Optional<FallbackWatch> watch(ByteBuffer buffer) {
        byte[] avro = new byte[buffer.remaining()];
        buffer.get(avro);
        return codec.decode(new RecordHeaders(), avro) instanceof Decoded.Known(FallbackWatch watch)
                ? Optional.of(watch)
                : Optional.empty();
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Short.BYTES + utf8.length)
                .putShort((short) utf8.length)
                .put(utf8)
                .array();
    }

    private static String text(ByteBuffer buffer) {
        short length = buffer.getShort();
        if (length < 0) {
            throw new BufferUnderflowException();
        }
        byte[] utf8 = new byte[length];
        buffer.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
