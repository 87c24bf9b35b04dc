package dev.tidings.scheduler.hold;

/**
 * How many entries are due in each span of time: a hash table of two arrays, since it is changed with every entry that is
 * put or taken out, and a map of boxed numbers would cost more than the entry's own bookkeeping. Not safe for use by
 * several threads.
 */
final class Buckets {
    private static final int LEAST = 64;

    /** Start in its grain's width, and the grain's code in the two lowest bits: never 0, which marks a free place. */
    private long[] keys = new long[LEAST];

    private long[] counts = new long[LEAST];
    private int used;

    /** What a walk over the buckets is told of each. */
    interface Visitor {
        void bucket(long start, long width, long count);
    }

    void add(long due, Grain grain) {
        long key = key(due, grain);
        int place = place(key);
        if (keys[place] == 0) {
            if (2 * (used + 1) > keys.length) {
                resize(2 * keys.length);
                place = place(key);
            }
            keys[place] = key;
            used++;
        }
        counts[place]++;
    }

    /** Returns false where there is nothing to remove. */
    boolean remove(long due, Grain grain) {
        int place = place(key(due, grain));
        if (keys[place] == 0) {
            return false;
        }
        counts[place]--;
        if (counts[place] == 0) {
            free(place);
        }
        return true;
    }

    /** In no order. */
    void forEach(Visitor visitor) {
        for (int place = 0; place < keys.length; place++) {
            if (keys[place] != 0) {
                long width = Grain.of((byte) (keys[place] & 3)).millis();
                visitor.bucket((keys[place] >>> 2) * width, width, counts[place]);
            }
        }
    }

    int size() {
        return used;
    }

    int capacity() {
        return keys.length;
    }

    private static long key(long due, Grain grain) {
        return (due / grain.millis()) << 2 | grain.code();
    }

    /** Where the key is, or the free place where it belongs. */
    private int place(long key) {
        int place = home(key);
        while (keys[place] != 0 && keys[place] != key) {
            place = (place + 1) & (keys.length - 1);
        }
        return place;
    }

    private int home(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> (Long.numberOfLeadingZeros(keys.length) + 1));
    }

    /** Without a mark left behind: what was pushed on by this key moves up, or it would not be found any more. */
    private void free(int place) {
        int gap = place;
        int next = gap;
        while (true) {
            next = (next + 1) & (keys.length - 1);
            if (keys[next] == 0) {
                break;
            }
            int fromHome = (next - home(keys[next])) & (keys.length - 1);
            int fromGap = (next - gap) & (keys.length - 1);
            if (fromHome >= fromGap) {
                keys[gap] = keys[next];
                counts[gap] = counts[next];
                gap = next;
            }
        }
        keys[gap] = 0;
        counts[gap] = 0;
        used--;
        // So that what was many once does not make every later walk long.
        if (keys.length > LEAST && 16 * used < keys.length) {
            resize(keys.length / 4);
        }
    }

    private void resize(int capacity) {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[Math.max(LEAST, capacity)];
        counts = new long[keys.length];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != 0) {
                int place = place(oldKeys[old]);
                keys[place] = oldKeys[old];
                counts[place] = oldCounts[old];
            }
        }
    }
}
