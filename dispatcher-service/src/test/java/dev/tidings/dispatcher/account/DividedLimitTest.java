package dev.tidings.dispatcher.account;

import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * One to four instances that share an account's limit, in virtual time, while partitions move from one to another: the one that has
 * it gives it back, and then the other one gets it. Some die, and others have their partitions at once. The provider counts (I6).
 */
class DividedLimitTest {
    private static final int SEEDS = 10_000;
    private static final int PARTITIONS = 8;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final SendTask TASK = task("r").make();

    @Test
    void isExceededInNoSecondWhilePartitionsMove() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            World world = new World(random, PARTITIONS * (1 + random.nextInt(4)));
            world.live();
            assertThat(world.most).as("seed %d", seed).isLessThanOrEqualTo(world.limit);
        }
    }

    /** Each of them may send one, and nobody can tell it that another one just did. */
    @Test
    void isExceededByOneForEachInstanceWhoseShareIsLessThanOneASecond() {
        boolean exceeded = false;
        for (long seed = 0; seed < SEEDS / 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            World world = new World(random, 1 + random.nextInt(PARTITIONS - 1));
            world.live();
            assertThat(world.most).as("seed %d", seed).isLessThanOrEqualTo(world.limit + world.instances.size());
            exceeded |= world.most > world.limit;
        }
        assertThat(exceeded).as("the bound is needed").isTrue();
    }

    private record Event(long at, Runnable what) {}

    private record Sent(long at, int parts) {}

    private static final class World {
        final SplittableRandom random;
        final int limit;
        final List<Instance> instances = new ArrayList<>();
        /** By partition; empty while it is on its way from one to another. */
        final List<Optional<Instance>> owners = new ArrayList<>();

        private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
        private final Deque<Sent> second = new ArrayDeque<>();
        private int inSecond;
        long now;
        /** As many parts came in one second. */
        int most;

        World(SplittableRandom random, int limit) {
            this.random = random;
            this.limit = limit;
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                instances.add(new Instance(this));
            }
            for (int i = 0; i < PARTITIONS; i++) {
                owners.add(Optional.of(any()));
            }
        }

        void live() {
            instances.forEach(Instance::rebalanced);
            instances.forEach(each -> at(random.nextLong(SECOND), each::send));
            for (int i = random.nextInt(6); i > 0; i--) {
                at(random.nextLong(SECOND, 5 * SECOND), random.nextInt(5) == 0 ? this::kill : this::move);
            }
            Event next = events.poll();
            while (next != null && next.at() < 6 * SECOND) {
                now = next.at();
                next.what().run();
                next = events.poll();
            }
        }

        void at(long when, Runnable what) {
            events.add(new Event(when, what));
        }

        private Instance any() {
            return instances.get(random.nextInt(instances.size()));
        }

        /** Some partitions go from their owner, which knows it first. */
        private void move() {
            Instance from = any();
            Instance to = any();
            List<Integer> moving = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                if (owners.get(i).filter(from::equals).isPresent() && random.nextBoolean()) {
                    owners.set(i, Optional.empty());
                    moving.add(i);
                }
            }
            from.rebalanced();
            at(now + (random.nextBoolean() ? 0 : random.nextLong(SECOND / 2)), () -> take(to, moving));
        }

        private void take(Instance to, List<Integer> partitions) {
            partitions.forEach(i -> owners.set(i, Optional.of(to)));
            to.rebalanced();
        }

        /** It calls nobody from then on, and begins again with nothing. */
        private void kill() {
            int killed = random.nextInt(instances.size());
            Instance gone = instances.get(killed);
            gone.gone = true;
            Instance again = new Instance(this);
            instances.set(killed, again);
            Instance heir = any();
            for (int i = 0; i < PARTITIONS; i++) {
                if (owners.get(i).filter(gone::equals).isPresent()) {
                    owners.set(i, Optional.of(heir));
                }
            }
            heir.rebalanced();
            at(now, again::send);
        }

        void sent(int parts) {
            second.addLast(new Sent(now, parts));
            inSecond += parts;
            while (now - second.getFirst().at() >= SECOND) {
                inSecond -= second.removeFirst().parts();
            }
            most = Math.max(most, inSecond);
        }
    }

    /** Sends whatever it may as soon as it may, or now and then. */
    private static final class Instance {
        private final World world;
        private final Accounts accounts;
        private long owned;
        private long wait;
        private boolean busy = true;
        boolean gone;

        Instance(World world) {
            this.world = world;
            // Each counts from a time of its own, and nobody waits: it comes again.
            long offset = world.random.nextLong();
            accounts = new Accounts(
                    new OneAccount(() -> world.limit),
                    new SharedPlaces(100, 100),
                    new AccountTimes(() -> world.now + offset, this::note));
        }

        private boolean note(Duration time) {
            wait = time.toNanos();
            return false;
        }

        private long owned() {
            return world.owners.stream()
                    .filter(owner -> owner.filter(this::equals).isPresent())
                    .count();
        }

        /** Who has as many partitions as before goes on as before. */
        void rebalanced() {
            long owns = owned();
            if (owns != owned && owns > 0) {
                accounts.share((double) owns / PARTITIONS);
            }
            owned = owns;
        }

        void send() {
            if (gone) {
                return;
            }
            SplittableRandom random = world.random;
            wait = 10 * MILLI;
            if (owned() > 0 && busy) {
                int most = Math.max(1, world.limit / PARTITIONS);
                int parts = random.nextInt(5) == 0 ? 1 + random.nextInt(most) : 1;
                wait = take(parts) ? 0 : wait + (random.nextInt(4) == 0 ? random.nextLong(50 * MILLI) : 0);
            }
            if (random.nextInt(40) == 0) {
                busy = !busy;
                wait += random.nextLong(SECOND);
            }
            world.at(world.now + wait, this::send);
        }

        private boolean take(int parts) {
            Account account = accounts.of(TASK).orElseThrow();
            account.entered();
            try {
                if (!account.takeTurn(parts, account.now())) {
                    return false;
                }
                world.sent(parts);
                account.called(new Outcome.Accepted("id"), Duration.ofMillis(20));
                return true;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                account.left();
            }
        }
    }
}
