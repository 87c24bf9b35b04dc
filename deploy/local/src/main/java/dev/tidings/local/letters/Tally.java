package dev.tidings.local.letters;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what is alike, and keeps an example of each. Whatever is counted, it does not grow. */
final class Tally {
    /**
     * What is alike.
     *
     * @param example one of them
     */
    record Count(String what, long count, LetterId example) {
        private Count another() {
            return new Count(what, count + 1, example);
        }
    }

    static final String OTHERS = "others";

    private static final int MAX_KINDS = 30;

    private final Map<String, Count> counts = new LinkedHashMap<>();
    private long total;

    void add(String what, LetterId letter) {
        total++;
        String kind = counts.containsKey(what) || counts.size() < MAX_KINDS ? what : OTHERS;
        counts.merge(kind, new Count(kind, 1, letter), (before, _) -> before.another());
    }

    long total() {
        return total;
    }

    /** The most frequent first. */
    List<Count> counts() {
        return counts.values().stream()
                .sorted(Comparator.comparingLong(Count::count).reversed())
                .toList();
    }
}
