package dev.tidings.testbed.bench.dispatch;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.LiveLoad;
import dev.tidings.testbed.bench.kit.Percentiles;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntConsumer;

/** An even load on a dispatcher: undisturbed, and with what a scenario does to it. */
final class EvenLoad {
    private static final Duration FIRST_CALL_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(50);
    /** For what is under way at the end, where nothing disturbs. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Stage stage;
    private final Sizes sizes;
    private final Timeline timeline;
    private final LiveLoad load;

    /** @param publish publishes the task of a number, and does not wait */
    EvenLoad(Stage stage, Sizes sizes, Timeline timeline, IntConsumer publish) {
        this.stage = stage;
        this.sizes = sizes;
        this.timeline = timeline;
        this.load = new LiveLoad(publish, timeline, most(sizes));
    }

    /** So many tasks in all, at most, for two rounds of both: numbers from there on are free. */
    static int most(Sizes sizes) {
        return 1
                + Math.toIntExact(sizes.liveRate()
                        * sizes.warmUp().plus(sizes.live().multipliedBy(4)).toMillis()
                        / 1000);
    }

    /** Starts the dispatcher, which is up once it has called for a first task, and warm after a while of the load. */
    void warmUp() {
        var dispatcher = stage.launchDispatcher();
        load.run(1, Duration.ofSeconds(1));
        long end = timeline.nanos() + FIRST_CALL_WITHIN.toNanos();
        while (stage.provider().calls() == 0) {
            if (timeline.nanos() > end || !dispatcher.alive()) {
                throw new SubjectFailedException("it called nobody\n" + dispatcher.logTail());
            }
            timeline.pause(LOOK);
        }
        awaitCalls(load.run(sizes.liveRate(), sizes.warmUp()).end());
    }

    /** Nobody disturbs; returns once all were called. */
    LiveLoad.Series undisturbed() {
        LiveLoad.Series quiet = run();
        awaitCalls(quiet.end());
        return quiet;
    }

    /** The same once more; who disturbs it has begun. */
    LiveLoad.Series disturbed() {
        return run();
    }

    private LiveLoad.Series run() {
        // Else this process would stand still for a collection of all its heap meanwhile, publish late, and then too
        // much at once.
        System.gc();
        return load.run(sizes.liveRate(), sizes.live());
    }

    LiveLoad load() {
        return load;
    }

    private void awaitCalls(int count) {
        long end = timeline.nanos() + PATIENCE.toNanos();
        while (stage.provider().calls() < count && timeline.nanos() < end) {
            timeline.pause(LOOK);
        }
    }

    /** What those noticed that nothing happened to. */
    static void tell(Book book, String scenario, Percentiles quiet, Percentiles disturbed) {
        // The journal tells milliseconds: below one there is nothing to compare.
        double ratio = Math.max(1, disturbed.p99()) / Math.max(1, quiet.p99());
        book.put(scenario, "quiet_p99_ms", quiet.p99());
        book.put(scenario, "others_p99_ms", disturbed.p99());
        book.put(scenario, "p99_ratio", ratio);
        book.say(String.format(
                Locale.ROOT,
                "%s  the others' p50, p99, max: %.0f, %.0f, %.0f ms undisturbed, then %.0f, %.0f, %.0f: %.2f times",
                scenario,
                quiet.p50(),
                quiet.p99(),
                quiet.max(),
                disturbed.p50(),
                disturbed.p99(),
                disturbed.max(),
                ratio));
    }
}
