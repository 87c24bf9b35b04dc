package dev.tidings.testbed.broker;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again until the answer will do, for a minute at most where nothing else is said. */
public final class Patiently {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Patiently() {}

    /** The first answer that will do; fails with the last one when patience ends. */
    public static <T> T await(String what, Supplier<T> ask, Predicate<T> willDo) {
        return await(what, PATIENCE, ask, willDo);
    }

    /** The first answer that will do; fails with the last one when patience ends. */
    static <T> T await(String what, Duration patience, Supplier<T> ask, Predicate<T> willDo) {
        long deadline = System.nanoTime() + patience.toNanos();
        T answer = ask.get();
        while (!willDo.test(answer)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + ": not within " + patience + "; at last: " + answer);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
            answer = ask.get();
        }
        return answer;
    }
}
