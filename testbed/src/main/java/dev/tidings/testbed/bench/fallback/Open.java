package dev.tidings.testbed.bench.fallback;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Pipeline;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.testbed.bench.kit.TopicBytes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Very many watches are open for hours, each with a deadline in hold: what do they take? */
final class Open {
    private static final String SCENARIO = Scenario.OPEN.toString();
    private static final List<String> SERVICES = List.of("fallback", "scheduler");
    private static final Duration AFTER = Duration.ofHours(12);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Pipeline stage;
    private final Sizes sizes;
    private final Timeline timeline;
    private final InstantSource clock;

    Open(Pipeline stage, Sizes sizes, Timeline timeline, InstantSource clock) {
        this.stage = stage;
        this.sizes = sizes;
        this.timeline = timeline;
        this.clock = clock;
    }

    void run(Book book) {
        Watches watches = new Watches(clock.instant().truncatedTo(ChronoUnit.MILLIS), AFTER);
        long begin = timeline.nanos();
        watches.publish(stage, 0, sizes.watches());
        if (!watches.areHeld(stage, timeline, PATIENCE)) {
            throw new SubjectFailedException(sizes.watches() + " watches were not stored within " + PATIENCE);
        }
        double seconds = (timeline.nanos() - begin) / 1e9;
        book.put(SCENARIO, "stored_per_s", sizes.watches() / seconds);
        book.say(String.format(
                Locale.ROOT,
                "%s  %,d watches with a deadline stored, %,.0f/s with their publishing",
                SCENARIO,
                sizes.watches(),
                sizes.watches() / seconds));
        SERVICES.forEach(service -> tell(book, service));
    }

    private void tell(Book book, String service) {
        double state = (double) stage.stateBytes(service) / sizes.watches();
        double changelog = (double) changelogs("tidings-" + service) / sizes.watches();
        double resident = stage.residentMb().getOrDefault(service, 0.0);
        book.as(service).put(SCENARIO, "state_bytes_each", state);
        book.as(service).put(SCENARIO, "changelog_bytes_each", changelog);
        book.as(service).put(SCENARIO, "resident_mb", resident);
        book.say(String.format(
                Locale.ROOT,
                "%s  %s: %.0f bytes of state and %.0f of changelog each, as the broker has it now; resident %.0f MB",
                SCENARIO,
                service,
                state,
                changelog,
                resident));
    }

    private long changelogs(String application) {
        return TopicBytes.of(stage.bootstrapServers()).entrySet().stream()
                .filter(topic -> topic.getKey().startsWith(application))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
