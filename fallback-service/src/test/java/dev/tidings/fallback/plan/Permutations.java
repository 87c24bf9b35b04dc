package dev.tidings.fallback.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Every order of some events, by Heap's algorithm. */
final class Permutations {
    private Permutations() {}

    static <T> void each(List<T> events, Consumer<List<T>> each) {
        permute(new ArrayList<>(events), events.size(), each);
    }

    private static <T> void permute(List<T> events, int size, Consumer<List<T>> each) {
        if (size <= 1) {
            each.accept(events);
            return;
        }
        for (int i = 0; i < size; i++) {
            permute(events, size - 1, each);
            Collections.swap(events, size % 2 == 0 ? i : 0, size - 1);
        }
    }
}
