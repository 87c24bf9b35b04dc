package dev.tidings.dispatcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Four lanes in one window, with processors now short and now not: nobody waits for ever, in however few places. */
class LanesSimulationTest {
    private static final int SEEDS = 2_000;
    private static final int STEPS = 400;
    private static final List<Lane> LANES = List.of(Lane.HIGH, Lane.NORMAL, Lane.BULK, Lane.SMS);
    private static final int[] PLACES = {1, 3, 8, 16, 40, 128};

    private static final class World {
        final Random random;
        final int most;
        final List<Window.Slot<String>> running = new ArrayList<>();
        final Map<Lane, Duration> waits = new EnumMap<>(Lane.class);
        final Window<String> window;
        long nanos;
        int offered;
        int ended;

        World(long seed) {
            random = new Random(seed);
            most = PLACES[random.nextInt(PLACES.length)];
            Doors<String> none = new Doors<>(_ -> Optional.empty(), Duration.ZERO, () -> nanos);
            window = new Window<>(LANES, most, 400, Long.MAX_VALUE, none, () -> Map.copyOf(waits));
        }

        void offer() {
            Lane lane = LANES.get(random.nextInt(LANES.size()));
            Source source = new Source(lane, 0, 1);
            for (int i = random.nextInt(40); i > 0 && window.room(lane) > 0; i--) {
                window.offer(source, "key " + random.nextInt(50), "item", 1);
                offered++;
            }
        }

        void timePasses() {
            for (Lane lane : LANES) {
                switch (random.nextInt(3)) {
                    case 0 -> waits.remove(lane);
                    case 1 -> waits.put(lane, Duration.ZERO);
                    default -> waits.put(lane, Duration.ofMillis(random.nextInt(1, 50)));
                }
            }
            nanos += Duration.ofMillis(random.nextInt(1_000)).toNanos();
            window.review();
        }

        void end() {
            if (!running.isEmpty()) {
                Window.Slot<String> slot = running.remove(random.nextInt(running.size()));
                window.complete(random.nextBoolean() ? window.answered(slot) : slot);
                ended++;
            }
        }

        void start() {
            for (Optional<Window.Slot<String>> next = window.next(); next.isPresent(); next = window.next()) {
                running.add(next.get());
            }
            assertThat(window.placed()).isEqualTo(running.size()).isLessThanOrEqualTo(most);
            assertThat(window.allowance()).isBetween(1, most);
            if (running.isEmpty()) {
                assertThat(ended).as("nothing runs, so nothing waits").isEqualTo(offered);
            }
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> offer();
                    case 1 -> timePasses();
                    default -> end();
                }
                start();
            }
            while (!running.isEmpty()) {
                end();
                start();
            }
            assertThat(ended).as("all that came has gone").isEqualTo(offered);
            for (Lane lane : LANES) {
                assertThat(window.underWay(lane)).isZero();
            }
        }
    }

    @Test
    void whateverCameGoesThoughProcessorsAreShort() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new World(seed).live();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
