package dev.tidings.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a label that a bug has made endless from filling the memory here and in Prometheus: of each label of a meter of ours the
 * first values are let through, and those beyond them are one more together. What it cuts it counts, and logs nothing: the value
 * may be an address.
 */
final class LabelFuse implements MeterFilter, MeterBinder {
    /** Of each label; without the one for all others. */
    static final int MOST_VALUES = 100;

    private static final String OTHER = "other";
    private static final String OURS = "tidings.";
    private static final String CUT = "tidings.labels.cut";

    /** By meter. Guarded by this. */
    private final Map<String, Labels> seen = new HashMap<>();

    private @Nullable MeterRegistry registry;

    /** The labels of a meter, with the values that were let through. */
    private static final class Labels {
        final Map<String, Set<String>> values = new HashMap<>();
        final AtomicLong cut = new AtomicLong();

        boolean admits(Tag tag) {
            Set<String> known = values.computeIfAbsent(tag.getKey(), _ -> new HashSet<>());
            return tag.getValue().equals(OTHER)
                    || known.contains(tag.getValue())
                    || (known.size() < MOST_VALUES && known.add(tag.getValue()));
        }
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        boolean ours = id.getName().startsWith(OURS) && !id.getName().equals(CUT);
        return ours && !id.getTags().isEmpty() ? bounded(id) : id;
    }

    private synchronized Meter.Id bounded(Meter.Id id) {
        Labels labels = seen.get(id.getName());
        if (labels == null) {
            labels = new Labels();
            seen.put(id.getName(), labels);
            show(id.getName(), labels);
        }
        List<Tag> tags = new ArrayList<>();
        for (Tag tag : id.getTags()) {
            tags.add(labels.admits(tag) ? tag : Tag.of(tag.getKey(), OTHER));
        }
        if (tags.equals(id.getTags())) {
            return id;
        }
        labels.cut.incrementAndGet();
        return id.replaceTags(tags);
    }

    /** From now on what is cut is shown there. */
    @Override
    public synchronized void bindTo(MeterRegistry meters) {
        registry = meters;
        seen.forEach(this::show);
    }

    private void show(String meter, Labels labels) {
        MeterRegistry meters = registry;
        if (meters != null) {
            FunctionCounter.builder(CUT, labels.cut, AtomicLong::get)
                    .description("Look-ups of a meter with a label value beyond the bound, which is other now")
                    .tag("meter", meter.replace('.', '_'))
                    .register(meters);
        }
    }
}
