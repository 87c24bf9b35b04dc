package dev.tidings.dispatcher.dispatch;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Optional;

/**
 * The offsets beyond a commit that are complete already, in a text that is committed with it. Written as runs or as bits,
 * whichever says more in the room there is, and shorter where both say all. What finds no place is left out from the end: to leave
 * one out only costs that the journal is asked for it.
 */
public final class CompletedOffsets {
    /** No offset is complete beyond the commit, or none is known to be. */
    public static final CompletedOffsets NONE = new CompletedOffsets(new long[0], "");

    /** Brokers take 4,096 bytes of metadata by default (offset.metadata.max.bytes); what else stands there is short. */
    static final int MAX_BYTES = 2_900;

    private static final char BITS = 'b';
    private static final char RUNS = 'r';

    /** Beginning and end of each run in turn, ascending; an end is the offset after the last one. */
    private final long[] bounds;

    private final String text;

    private CompletedOffsets(long[] bounds, String text) {
        this.bounds = bounds;
        this.text = text;
    }

    /**
     * As many of them as there is room for, from the lowest on.
     *
     * @param base the committed offset: the lowest one that is not complete
     * @param bounds beginning and end of each run in turn, ascending, all beyond the base; an end is the offset after the last one
     */
    static CompletedOffsets of(long base, long[] bounds) {
        if (bounds.length == 0) {
            return NONE;
        }
        CompletedOffsets runs = runs(base, bounds);
        CompletedOffsets bits = bits(base, bounds);
        if (runs.end() != bits.end()) {
            return runs.end() > bits.end() ? runs : bits;
        }
        return runs.text.length() <= bits.text.length() ? runs : bits;
    }

    /**
     * What {@link #text} wrote.
     *
     * @param base the offset it was committed with
     * @return empty where the text is none of this version
     */
    static Optional<CompletedOffsets> read(long base, String text) {
        if (text.isEmpty()) {
            return Optional.of(NONE);
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.substring(1));
            return switch (text.charAt(0)) {
                case BITS -> readBits(base, bytes).map(bounds -> new CompletedOffsets(bounds, text));
                case RUNS -> readRuns(base, bytes).map(bounds -> new CompletedOffsets(bounds, text));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            // No base64: not ours.
            return Optional.empty();
        }
    }

    public boolean has(long offset) {
        int at = Arrays.binarySearch(bounds, offset);
        // Found: a beginning is even. Not found, at is -1 less the place it would have: even, too, after a beginning.
        return at % 2 == 0;
    }

    /** Its runs from an offset on, as {@link #of} takes them; one that the offset lies in begins there. */
    long[] from(long offset) {
        int at = Arrays.binarySearch(bounds, offset);
        int first = at >= 0 ? at : -at - 1;
        // An odd place is an end: the offset lies in its run, or right behind it.
        if (first % 2 == 0) {
            return Arrays.copyOfRange(bounds, first, bounds.length);
        }
        if (at >= 0) {
            return Arrays.copyOfRange(bounds, first + 1, bounds.length);
        }
        long[] rest = Arrays.copyOfRange(bounds, first - 1, bounds.length);
        rest[0] = offset;
        return rest;
    }

    /** Whatever lies beyond this offset was left out, or is not complete. */
    long end() {
        return bounds.length == 0 ? Long.MIN_VALUE : bounds[bounds.length - 1];
    }

    /** How much of the room is used: 1 is all. */
    public double fill() {
        return text.length() * 0.75 / MAX_BYTES;
    }

    String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompletedOffsets that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds);
    }

    private static CompletedOffsets runs(long base, long[] bounds) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long last = base;
        int taken = 0;
        while (taken < bounds.length) {
            ByteArrayOutputStream run = new ByteArrayOutputStream();
            writeNumber(run, bounds[taken] - last);
            writeNumber(run, bounds[taken + 1] - bounds[taken]);
            if (bytes.size() + run.size() > MAX_BYTES) {
                break;
            }
            bytes.writeBytes(run.toByteArray());
            last = bounds[taken + 1];
            taken += 2;
        }
        return written(RUNS, bytes.toByteArray(), Arrays.copyOf(bounds, taken));
    }

    private static CompletedOffsets bits(long base, long[] bounds) {
        long limit = base + MAX_BYTES * 8L;
        BitSet bits = new BitSet();
        int taken = 0;
        while (taken < bounds.length && bounds[taken] < limit) {
            bits.set((int) (bounds[taken] - base), (int) (Math.min(bounds[taken + 1], limit) - base));
            taken += 2;
        }
        long[] kept = Arrays.copyOf(bounds, taken);
        if (taken > 0) {
            kept[taken - 1] = Math.min(kept[taken - 1], limit);
        }
        return written(BITS, bits.toByteArray(), kept);
    }

    private static CompletedOffsets written(char kind, byte[] bytes, long[] bounds) {
        return bounds.length == 0
                ? NONE
                : new CompletedOffsets(
                        bounds, kind + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static Optional<long[]> readBits(long base, byte[] bytes) {
        BitSet bits = BitSet.valueOf(bytes);
        if (bits.get(0) || bits.isEmpty()) {
            return Optional.empty();
        }
        long[] bounds = new long[bits.cardinality() * 2];
        int taken = 0;
        for (int from = bits.nextSetBit(0); from >= 0; from = bits.nextSetBit((int) (bounds[taken - 1] - base))) {
            bounds[taken++] = base + from;
            bounds[taken++] = base + bits.nextClearBit(from);
        }
        return Optional.of(Arrays.copyOf(bounds, taken));
    }

    private static Optional<long[]> readRuns(long base, byte[] bytes) {
        long[] bounds = new long[bytes.length];
        Numbers numbers = new Numbers(bytes);
        int taken = 0;
        long last = base;
        while (numbers.more()) {
            last += numbers.next();
            bounds[taken++] = last;
            if (numbers.broken || last <= base || (taken > 1 && last <= bounds[taken - 2])) {
                return Optional.empty();
            }
        }
        return taken > 0 && taken % 2 == 0 ? Optional.of(Arrays.copyOf(bounds, taken)) : Optional.empty();
    }

    /** Seven bits to a byte, the lowest first; all but the last have the eighth set. */
    private static void writeNumber(ByteArrayOutputStream bytes, long number) {
        long left = number;
        while (left >= 0x80) {
            bytes.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
    }

    private static final class Numbers {
        private static final int MOST_BITS = 56;

        private final byte[] bytes;
        private int at;
        boolean broken;

        Numbers(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean more() {
            return at < bytes.length;
        }

        long next() {
            long number = 0;
            int shift = 0;
            while (at < bytes.length) {
                byte next = bytes[at++];
                number |= (next & 0x7FL) << shift;
                if (next >= 0) {
                    return number;
                }
                shift += 7;
                if (shift > MOST_BITS) {
                    break;
                }
            }
            broken = true;
            return 0;
        }
    }
}
