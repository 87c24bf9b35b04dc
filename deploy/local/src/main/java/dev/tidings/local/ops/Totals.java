package dev.tidings.local.ops;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The services' counters, added up from when this process first saw them, and over restarts of theirs: a counter that is less than it was
 * began anew. For one thread.
 */
final class Totals {
    /** The services bound their labels; this bounds what a fault in that could cost here. */
    private static final int MOST = 5_000;

    private final Map<Key, Counted> known = new HashMap<>();
    private final Map<String, List<Counted>> byName = new HashMap<>();
    private final Set<Service> seen = EnumSet.noneOf(Service.class);

    private record Key(Service service, String name, Map<String, String> labels) {}

    /** One counter: where it stands among all, what it was at last, and how much it has grown. */
    private static final class Counted {
        private final Map<String, String> labels;
        private final int place;
        private double last;
        private double total;

        private Counted(Map<String, String> labels, int place, double last) {
            this.labels = labels;
            this.place = place;
            this.last = last;
        }

        private void grow(double value) {
            total += value < last ? value : value - last;
            last = value;
        }
    }

    /** All totals at one time. Counters that came later had grown by nothing. */
    static final class Snapshot {
        private final double[] totals;

        private Snapshot(double[] totals) {
            this.totals = totals;
        }

        private double of(int place) {
            return place < totals.length ? totals[place] : 0;
        }
    }

    void take(Service service, Readings readings) {
        // What a service had counted before it was first seen was counted over an unknown time.
        boolean first = seen.add(service);
        for (Reading reading : readings.all()) {
            if (reading.isCounter() && Double.isFinite(reading.value())) {
                take(new Key(service, reading.name(), reading.labels()), reading.value(), first);
            }
        }
    }

    private void take(Key key, double value, boolean first) {
        Counted counted = known.get(key);
        if (counted == null) {
            if (known.size() >= MOST) {
                return;
            }
            counted = new Counted(key.labels(), known.size(), first ? value : 0);
            known.put(key, counted);
            byName.computeIfAbsent(key.name(), _ -> new ArrayList<>()).add(counted);
        }
        counted.grow(value);
    }

    Snapshot snapshot() {
        double[] totals = new double[known.size()];
        known.values().forEach(counted -> totals[counted.place] = counted.total);
        return new Snapshot(totals);
    }

    /** How much each counter of that name grew between two snapshots, with its labels. */
    Stream<Reading> grown(String name, Snapshot from, Snapshot to) {
        return byName.getOrDefault(name, List.of()).stream()
                .map(counted -> new Reading(name, counted.labels, to.of(counted.place) - from.of(counted.place)));
    }
}
