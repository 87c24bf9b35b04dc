package dev.tidings.testbed.bench.dispatch;

import java.util.ArrayList;
import java.util.List;

/** How CPU time and calls went on together. Not safe for use by several threads. */
final class CpuLog {
    private final List<Sample> samples = new ArrayList<>();

    /** CPU seconds by process. */
    record Used(double subject, double broker, double provider) {
        Used since(Used before) {
            return new Used(subject - before.subject, broker - before.broker, provider - before.provider);
        }

        Used over(double calls) {
            return new Used(subject / calls, broker / calls, provider / calls);
        }
    }

    private record Sample(long calls, Used used) {}

    void add(long calls, Used used) {
        samples.add(new Sample(calls, used));
    }

    /** CPU seconds for one call, over the second half of the calls. Nothing where no two samples are that far apart. */
    Used steadyPerCall() {
        if (samples.isEmpty()) {
            return new Used(0, 0, 0);
        }
        Sample last = samples.getLast();
        Sample half = samples.stream()
                .filter(sample -> sample.calls() >= last.calls() / 2)
                .findFirst()
                .orElse(last);
        long calls = last.calls() - half.calls();
        return calls == 0 ? new Used(0, 0, 0) : last.used().since(half.used()).over((double) calls);
    }
}
