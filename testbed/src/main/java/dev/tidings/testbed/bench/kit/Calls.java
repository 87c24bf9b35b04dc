package dev.tidings.testbed.bench.kit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What came to the provider, and what can be told from it.
 *
 * @param all in the order in which they came
 */
public record Calls(List<Call> all) {
    public Calls {
        all = List.copyOf(all);
    }

    public Calls where(Predicate<Call> which) {
        return new Calls(all.stream().filter(which).toList());
    }

    public int count() {
        return all.size();
    }

    /** Calls a second, from the first to the last. */
    public double perSecond() {
        return Rates.whole(times());
    }

    /** Calls a second over their second half: the first is where Java warms up. */
    public double steadyPerSecond() {
        return Rates.steady(times());
    }

    private long[] times() {
        return all.stream().mapToLong(Call::at).toArray();
    }

    /** From the first to the last, in seconds. */
    public double seconds() {
        return all.isEmpty() ? 0 : (all.getLast().at() - all.getFirst().at()) / 1000.0;
    }

    /** The most that came within any second, wherever it begins. */
    public int mostInASecond() {
        int most = 0;
        int first = 0;
        for (int last = 0; last < all.size(); last++) {
            while (all.get(last).at() - all.get(first).at() >= 1000) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** Calls of a recipient that came after one for a later task of the same recipient; repeats are none. */
    public int outOfOrder() {
        Map<String, Integer> latest = new HashMap<>();
        int wrong = 0;
        for (Call call : all) {
            int before = latest.merge(call.recipient(), call.number(), Math::max);
            wrong += call.number() < before ? 1 : 0;
        }
        return wrong;
    }

    /** Calls beyond the first of each task. */
    public int repeated() {
        return all.size() - numbers().size();
    }

    /** The tasks that were called. */
    public Set<Integer> numbers() {
        Set<Integer> numbers = new HashSet<>();
        all.forEach(call -> numbers.add(call.number()));
        return numbers;
    }

    /** How many the busiest recipient got. */
    public int busiest() {
        Map<String, Integer> each = new HashMap<>();
        all.forEach(call -> each.merge(call.recipient(), 1, Integer::sum));
        return each.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
