package dev.tidings.testbed.bench.kit;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** Messages that come at an even rate, and when each was published. Numbers go on from one series to the next. */
public final class LiveLoad {
    private static final Duration LEAST_PAUSE = Duration.ofMillis(1);

    private final IntConsumer publish;
    private final Timeline timeline;
    private final long[] publishedAt;
    private int next;

    /**
     * Nothing published yet.
     *
     * @param publish publishes the message of a number, and does not wait
     * @param most messages of all series together
     */
    public LiveLoad(IntConsumer publish, Timeline timeline, int most) {
        this.publish = publish;
        this.timeline = timeline;
        this.publishedAt = new long[most];
    }

    /** Numbers of the messages from the first on, before the end. */
    public record Series(int first, int end) {
        public boolean has(int number) {
            return first <= number && number < end;
        }

        public int count() {
            return end - first;
        }
    }

    /** Publishes at that rate for so long. */
    public Series run(int rate, Duration span) {
        int first = next;
        int count = Math.toIntExact(rate * span.toMillis() / 1000);
        Pace pace = new Pace(rate);
        long begin = timeline.nanos();
        for (int i = 0; i < count; i++) {
            long ahead = begin + pace.nanosOf(i) - timeline.nanos();
            if (ahead > 0) {
                timeline.pause(Duration.ofNanos(Math.max(ahead, LEAST_PAUSE.toNanos())));
            }
            publishedAt[next] = timeline.millis();
            publish.accept(next);
            next++;
        }
        return new Series(first, next);
    }

    /**
     * From publishing to the first call, in milliseconds by place in the series.
     *
     * @param lookedAt when the calls were looked at, milliseconds since 1970: one that was not called has waited until then
     */
    public double[] waits(Calls calls, Series series, long lookedAt) {
        double[] waits = new double[series.count()];
        Arrays.fill(waits, Double.NaN);
        for (Call call : calls.all()) {
            int place = call.number() - series.first();
            if (series.has(call.number()) && Double.isNaN(waits[place])) {
                waits[place] = (double) (call.at() - publishedAt[call.number()]);
            }
        }
        for (int i = 0; i < waits.length; i++) {
            waits[i] = Double.isNaN(waits[i]) ? (double) (lookedAt - publishedAt[series.first() + i]) : waits[i];
        }
        return waits;
    }
}
