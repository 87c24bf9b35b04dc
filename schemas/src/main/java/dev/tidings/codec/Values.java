package dev.tidings.codec;

import dev.tidings.contract.TraceParent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What both ways of the mapping do with lists, sets and absent values. */
final class Values {
    private Values() {}

    static <A, B> List<B> list(Collection<A> items, Function<A, B> map) {
        return items.stream().map(map).toList();
    }

    static <A, B> Set<B> set(Collection<A> items, Function<A, B> map) {
        return items.stream().map(map).collect(Collectors.toUnmodifiableSet());
    }

    static <A, B> @Nullable B orNull(@Nullable A value, Function<A, B> map) {
        return value == null ? null : map.apply(value);
    }

    /** Null too where it is malformed: nothing is lost for it but a line between two spans. */
    static @Nullable TraceParent traceparent(@Nullable String text) {
        return text == null ? null : TraceParent.read(text).orElse(null);
    }
}
