package dev.tidings.testbed.simulator;

import java.util.Optional;
import java.util.function.Supplier;

/** Checks in order, of which the first that finds something wins. */
final class First {
    private First() {}

    @SafeVarargs
    static <T> Optional<T> of(Supplier<Optional<T>>... checks) {
        for (Supplier<Optional<T>> check : checks) {
            Optional<T> found = check.get();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
