package dev.tidings.testbed.simulator.provider;

import java.util.Optional;
import java.util.function.Supplier;

/** Checks in order, of which the first that finds something wins. */
public final class First {
    private First() {}

    @SafeVarargs
    public static <T> Optional<T> of(Supplier<Optional<T>>... checks) {
        for (Supplier<Optional<T>> check : checks) {
            Optional<T> found = check.get();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
