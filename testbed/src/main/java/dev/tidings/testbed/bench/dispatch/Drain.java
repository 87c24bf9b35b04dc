package dev.tidings.testbed.bench.dispatch;

import dev.tidings.local.process.Child;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Watches a subject as it works off what lies in the lane. */
final class Drain {
    private static final Duration FIRST_CALL_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration TELL = Duration.ofSeconds(10);

    private final Stage stage;
    private final Timeline timeline;
    private final Consumer<String> tell;

    /**
     * A watch on that stage.
     *
     * @param tell is told now and then how far the subject is
     */
    Drain(Stage stage, Timeline timeline, Consumer<String> tell) {
        this.stage = stage;
        this.timeline = timeline;
        this.tell = tell;
    }

    /**
     * Watches until so many calls have come, or for so long after the first.
     *
     * @return how CPU went on meanwhile
     * @throws SubjectFailedException where none comes
     */
    CpuLog watch(Child subject, int tasks, Duration longest) {
        awaitFirst(subject);
        CpuLog cpu = new CpuLog();
        long begin = timeline.nanos();
        long told = begin;
        long calls = stage.provider().calls();
        while (calls < tasks && timeline.nanos() - begin < longest.toNanos()) {
            cpu.add(calls, stage.used(subject));
            if (timeline.nanos() - told > TELL.toNanos()) {
                told = timeline.nanos();
                tell.accept(String.format(Locale.ROOT, "%,d of %,d", calls, tasks));
            }
            timeline.pause(LOOK);
            calls = stage.provider().calls();
        }
        cpu.add(calls, stage.used(subject));
        return cpu;
    }

    private void awaitFirst(Child subject) {
        long end = timeline.nanos() + FIRST_CALL_WITHIN.toNanos();
        while (stage.provider().calls() == 0) {
            if (timeline.nanos() > end || !subject.alive()) {
                throw new SubjectFailedException("it called nobody\n" + subject.logTail());
            }
            timeline.pause(LOOK);
        }
    }
}
