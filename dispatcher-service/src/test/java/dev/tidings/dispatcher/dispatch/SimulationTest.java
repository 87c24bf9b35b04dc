package dev.tidings.dispatcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Window and frontier together, with random completions, crashes and replays; the invariants are checked at each step. */
class SimulationTest {
    private static final int LIVES = 10_000;
    private static final int RECORDS = 60;
    private static final long JOURNAL_END = 1_000_000;
    private static final int MAX_IN_FLIGHT = 8;
    private static final int MAX_BUFFERED = 40;
    private static final Lane LANE = Lane.NORMAL;

    private record Item(long offset, String key) {}

    /** A log with gaps, of which a crash loses nothing but what was only in memory. */
    private static final class World {
        final SplittableRandom random;
        final List<Item> log = new ArrayList<>();
        final Set<Long> done = new HashSet<>();
        final Map<String, Long> lastStarted = new HashMap<>();
        CommitPoint committed = new CommitPoint(0, 0, CompletedOffsets.NONE);
        /** Done since the last commit. */
        final Set<Long> uncommitted = new HashSet<>();

        int repeats;
        long epoch;

        World(long seed) {
            random = new SplittableRandom(seed);
            long offset = 0;
            for (int i = 0; i < RECORDS; i++) {
                offset += 1 + (random.nextInt(4) == 0 ? random.nextInt(1, 5) : 0);
                log.add(new Item(offset, "key" + random.nextInt(12)));
            }
        }
    }

    /** Is open, full, stuck or shut by chance. */
    private static final class FickleDoor implements Door {
        boolean isOpen = true;
        boolean isStuck;
        boolean isShut;
        int inside;

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public boolean isShut() {
            return isShut;
        }

        @Override
        public boolean isBusy() {
            return !isOpen && !isShut;
        }

        @Override
        public boolean isStuck() {
            return isStuck;
        }

        @Override
        public boolean isBeginning() {
            return false;
        }

        @Override
        public void entered() {
            assertThat(isOpen).isTrue();
            inside++;
        }

        @Override
        public void left() {
            assertThat(--inside).isNotNegative();
        }
    }

    private static final class Owner {
        final World world;
        final Source source;
        final FickleDoor door = new FickleDoor();
        long nanos;
        final Window<Item> window = new Window<>(
                List.of(LANE),
                MAX_IN_FLIGHT,
                MAX_BUFFERED,
                Long.MAX_VALUE,
                new Doors<>(this::door, Duration.ofSeconds(3), () -> nanos),
                Map::of);
        final Frontier frontier = new Frontier(0);
        final List<Window.Slot<Item>> running = new ArrayList<>();
        final long begin;
        final CompletedOffsets inherited;
        int next;

        Owner(World world) {
            this.world = world;
            this.begin = world.committed.offset();
            // What was committed with it comes as the text that Kafka keeps.
            this.inherited = CommitMetadata.read(begin, CommitMetadata.write(world.committed))
                    .orElseThrow()
                    .completed();
            this.source = new Source(LANE, 0, ++world.epoch);
            while (next < world.log.size() && world.log.get(next).offset() < world.committed.offset()) {
                next++;
            }
            // A replay may begin before what was done; what its keys started is of the owner before.
            world.lastStarted.clear();
        }

        void poll() {
            for (int i = world.random.nextInt(10); i > 0 && next < world.log.size() && window.room(LANE) > 0; i--) {
                Item item = world.log.get(next++);
                if (inherited.has(item.offset())) {
                    assertThat(world.done)
                            .as("only what is done is passed over")
                            .contains(item.offset());
                    frontier.pass(item.offset(), 0);
                    continue;
                }
                frontier.admit(item.offset(), item.offset());
                window.offer(source, item.key(), item, 1);
            }
        }

        void start() {
            Optional<Window.Slot<Item>> slot = window.next();
            while (slot.isPresent()) {
                Item item = slot.get().item();
                if (!slot.get().turnedAway()) {
                    Long before = world.lastStarted.put(item.key(), item.offset());
                    assertThat(before == null || before < item.offset())
                            .as("order within a key")
                            .isTrue();
                }
                if (slot.get().holds() == Window.Holds.PLACE_AND_KEY) {
                    assertThat(running)
                            .as("one of a key at a time, but for those that are turned away out of turn")
                            .noneMatch(other -> other.holds() == Window.Holds.PLACE_AND_KEY
                                    && other.key().equals(item.key()));
                }
                running.add(slot.get());
                slot = window.next();
            }
            long placed = running.stream()
                    .filter(each -> each.holds() != Window.Holds.NOTHING)
                    .count();
            assertThat(placed).isEqualTo(window.placed()).isLessThanOrEqualTo(MAX_IN_FLIGHT);
            assertThat(running).hasSize(window.inFlight()).hasSizeLessThanOrEqualTo(MAX_IN_FLIGHT + MAX_IN_FLIGHT / 2);
            assertThat(window.buffered(LANE)).isLessThanOrEqualTo(MAX_BUFFERED);
        }

        private Optional<Door> door(Item item) {
            return item.key().compareTo("key5") < 0 ? Optional.of(door) : Optional.empty();
        }

        void timePasses() {
            nanos += Duration.ofMillis(world.random.nextInt(400)).toNanos();
            int mood = world.random.nextInt(8);
            door.isOpen = mood < 5;
            door.isStuck = mood == 5;
            door.isShut = mood == 6;
            window.divide(LANE, 1 + world.random.nextInt(4));
            window.review();
        }

        /** All go that have come. */
        void end() {
            door.isOpen = true;
            door.isStuck = false;
            door.isShut = false;
            for (int i = 0; i < 2 * MAX_BUFFERED; i++) {
                window.review();
                start();
                while (!running.isEmpty()) {
                    complete();
                }
            }
        }

        /** A call has its answer. */
        void answer() {
            if (!running.isEmpty()) {
                int any = world.random.nextInt(running.size());
                running.set(any, window.answered(running.get(any)));
            }
        }

        void complete() {
            if (!running.isEmpty()) {
                Window.Slot<Item> slot = running.remove(world.random.nextInt(running.size()));
                window.complete(slot);
                frontier.complete(slot.item().offset());
                long offset = slot.item().offset();
                if (!world.done.add(offset)) {
                    world.repeats++;
                    assertThat(world.uncommitted)
                            .as("only what no commit tells of is done again")
                            .contains(offset);
                }
                world.uncommitted.add(offset);
            }
        }

        void commit() {
            long position =
                    Math.max(begin, next == 0 ? 0 : world.log.get(next - 1).offset() + 1);
            CommitPoint point = frontier.commitPoint(position, JOURNAL_END, inherited);
            // Not by assertThat, which would take most of the time here.
            for (Item item : world.log) {
                long offset = item.offset();
                boolean done = world.done.contains(offset);
                if (offset < point.offset()) {
                    check(done, offset, "never past an incomplete one");
                } else if (offset < position && !point.completed().has(offset)) {
                    check(point.journal() <= offset, offset, "the journal covers it");
                } else if (offset < position) {
                    check(done, offset, "what is told to be complete is done");
                }
            }
            assertThat(point.offset()).isGreaterThanOrEqualTo(world.committed.offset());
            world.committed = point;
            world.uncommitted.removeIf(
                    offset -> offset < point.offset() || point.completed().has(offset));
        }

        private static void check(boolean holds, long offset, String rule) {
            if (!holds) {
                throw new AssertionError(rule + ": not so of " + offset);
            }
        }
    }

    @Test
    void losesNothingAndKeepsTheOrderThroughCrashes() {
        for (long seed = 0; seed < LIVES; seed++) {
            World world = new World(seed);
            named(seed, () -> live(world, false));
        }
    }

    @Test
    void repeatsNothingThatWasDoneBeforeTheLastCommit() {
        for (long seed = 0; seed < LIVES; seed++) {
            World world = new World(seed);
            named(seed, () -> {
                live(world, true);
                assertThat(world.repeats).as("repeats").isZero();
            });
        }
    }

    private static void named(long seed, Runnable life) {
        try {
            life.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void live(World world, boolean commitsBeforeCrashes) {
        Owner owner = new Owner(world);
        for (int step = 0; step < 20_000 && world.done.size() < RECORDS; step++) {
            int dice = world.random.nextInt(100);
            if (dice == 0) {
                if (commitsBeforeCrashes) {
                    owner.commit();
                }
                owner = new Owner(world);
            } else if (dice < 10) {
                owner.commit();
            } else if (dice < 40) {
                owner.poll();
            } else if (dice < 50) {
                owner.timePasses();
            } else if (dice < 65) {
                owner.answer();
            } else {
                owner.complete();
            }
            owner.start();
        }
        assertThat(world.done).hasSize(RECORDS);
        owner.commit();
        owner.end();
        assertThat(owner.window.underWay(LANE)).as("nobody is forgotten").isZero();
        assertThat(owner.window.inFlight()).isZero();
        assertThat(owner.window.placed()).isZero();
        assertThat(owner.door.inside).isZero();
    }
}
