package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.SendTask;
import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.intake.Intake;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a partition: requests, repeats, conflicts, cancellations, moves, ticks of any size, commits, crashes that
 * lose what was not committed and read it again, and in every other run a clock that steps back. A failing seed is in the
 * name of its test.
 */
class HoldSimulationTest {
    private static final int STEPS = 400;
    private static final int IDS = 40;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRequestEndsOnceAndNeverEarly(long seed) {
        Life life = new Life(seed);
        for (int step = 0; step < STEPS; step++) {
            life.step();
        }
        life.end();
    }

    private static final class Life {
        private final SplittableRandom random;
        private final boolean stepsBack;
        private final MemoryStores stores = new MemoryStores();
        private final List<Output> uncommitted = new ArrayList<>();
        private final List<Consumer<HoldEngine>> unread = new ArrayList<>();
        private final Map<String, Integer> released = new HashMap<>();
        private final Set<String> asked = new HashSet<>();
        private final Set<String> cancelled = new HashSet<>();
        private final Map<String, Instant> lastDue = new HashMap<>();
        private long clock = Samples.NOON.toEpochMilli();
        private long latest = clock;
        private long position;
        private HoldEngine engine;

        Life(long seed) {
            random = new SplittableRandom(seed);
            stepsBack = seed % 2 == 1;
            engine = start();
        }

        private HoldEngine start() {
            Budget budget = new Budget(1 + random.nextInt(5), 5 + random.nextInt(50), Duration.ofHours(1), () -> 0L);
            return new HoldEngine(stores.stores(), new Intake(Samples.catalog(), Samples.KEYS), budget, this::written);
        }

        private void written(Output output) {
            if (output instanceof Output.Released(var lane, SendTask task, Duration late)) {
                // A crashed engine's clock may have been ahead: only what the clock has ever shown can be required.
                assertThat(task.dueAt().toEpochMilli()).isLessThanOrEqualTo(stepsBack ? latest : clock);
                assertThat(late).isGreaterThanOrEqualTo(Duration.ZERO);
                assertThat(lane).isEqualTo(Lane.NORMAL);
            }
            uncommitted.add(output);
        }

        void step() {
            String id = "r" + random.nextInt(IDS);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> accept(id);
                case 3 -> cancel(id);
                case 4 -> reschedule(id);
                case 5, 6 -> engine.tick(clock);
                case 7 -> pass();
                case 8 -> commit();
                default -> crash();
            }
        }

        private void pass() {
            clock += random.nextInt(3_000);
            if (stepsBack && random.nextInt(3) == 0) {
                clock -= random.nextInt(5_000);
            }
            latest = Math.max(latest, clock);
        }

        private void read(Consumer<HoldEngine> input) {
            unread.add(input);
            input.accept(engine);
        }

        private void accept(String id) {
            asked.add(id);
            // The same id asks for the same time, so that it is a repeat; now and then it is not.
            long sendAt = Samples.NOON.toEpochMilli() + (id.hashCode() * 7919L & 0xffff) * 2;
            String text = random.nextInt(10) == 0 ? "other" : "hello";
            var request = Samples.request(id)
                    .at(Instant.ofEpochMilli(sendAt))
                    .text(text)
                    .build();
            String at = "0-" + position++;
            long publishedAt = clock;
            read(hold -> hold.accept(request, clock, publishedAt, at));
        }

        private void cancel(String id) {
            String at = "0-" + position++;
            read(hold -> hold.cancel(Samples.cancel(id), clock, at));
        }

        private void reschedule(String id) {
            Instant to = Instant.ofEpochMilli(clock + random.nextInt(20_000) - 2_000);
            String at = "0-" + position++;
            read(hold -> hold.reschedule(Samples.reschedule(id, to), clock, at));
        }

        private void crash() {
            stores.rollBack();
            uncommitted.clear();
            engine = start();
            unread.forEach(input -> input.accept(engine));
        }

        private void commit() {
            stores.commit();
            unread.clear();
            uncommitted.forEach(this::seen);
            uncommitted.clear();
        }

        private void seen(Output output) {
            switch (output) {
                case Output.Released release -> {
                    SendTask task = release.task();
                    String id = task.requestId();
                    assertThat(released.merge(id, 1, Integer::sum))
                            .as("releases of %s", id)
                            .isEqualTo(1);
                    assertThat(cancelled).doesNotContain(id);
                    Instant promised = lastDue.get(id);
                    if (promised != null) {
                        assertThat(task.dueAt()).isEqualTo(promised);
                    }
                }
                case Output.Result(DeliveryResult result) -> seen(result);
                case Output.Repeat _ -> assertThat(asked).isNotEmpty();
                case Output.Watch _, Output.Deadline _, Output.Unreadable _ ->
                    throw new AssertionError("nothing in this life leads to " + output);
            }
        }

        private void seen(DeliveryResult result) {
            String id = result.requestId();
            switch (result.status()) {
                case HELD, RESCHEDULED -> {
                    assertThat(released).doesNotContainKey(id);
                    assertThat(cancelled).doesNotContain(id);
                    lastDue.put(id, Objects.requireNonNull(result.dueAt()));
                }
                case CANCELLED -> {
                    assertThat(released).doesNotContainKey(id);
                    assertThat(cancelled.add(id)).isTrue();
                }
                case CONTROL_REFUSED -> assertTruthful(id, String.valueOf(result.detail()));
                case REJECTED -> assertThat(asked).contains(id);
                default -> throw new AssertionError("nothing in this life leads to " + result.status());
            }
        }

        private void assertTruthful(String id, String detail) {
            switch (detail) {
                case "already released" -> assertThat(released).containsKey(id);
                case "already cancelled" -> assertThat(cancelled).contains(id);
                case "unknown request" -> assertThat(released).doesNotContainKey(id);
                default -> throw new AssertionError("unexpected: " + detail);
            }
        }

        void end() {
            commit();
            clock = latest + Duration.ofHours(1).toMillis();
            latest = clock;
            tickToTheEnd();
            for (String id : asked) {
                assertThat(released.getOrDefault(id, 0) + (cancelled.contains(id) ? 1 : 0))
                        .as("ends of %s", id)
                        .isEqualTo(1);
            }
            clock += Duration.ofHours(24).toMillis();
            latest = clock;
            tickToTheEnd();
            assertThat(stores.states()).isEmpty();
            assertThat(stores.due()).isEmpty();
        }

        private void tickToTheEnd() {
            int ticks = 0;
            while (engine.tick(clock)) {
                assertThat(ticks++).as("ticks").isLessThan(1_000);
            }
            commit();
        }
    }
}
