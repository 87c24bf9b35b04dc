package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.Event;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.hold.SimulatedPartition.Input;
import dev.tidings.scheduler.hold.SimulatedPartition.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A random life of two partitions in virtual time: requests, repeats, conflicts, cancellations before, during and after, moves,
 * campaigns paused, resumed and cancelled, orders that come late, twice or again, retries and deadlines, ticks of any size,
 * commits, crashes that lose what was not committed and read it again, and in every other life a clock that steps back and
 * forward by up to four hours. After each commit {@link SimulationModel} judges every turn, and {@link Books} the balance.
 */
public final class SimulatedLife {
    private static final int STEPS = 100;
    private static final int PARTITIONS = 2;
    private static final int IDS = 14;
    private static final int CAMPAIGNS = 3;

    private final SplittableRandom random;
    private final boolean clockSteps;
    private final List<SimulatedPartition> partitions = new ArrayList<>();
    private final List<SimulationModel> models = new ArrayList<>();
    private final List<Books> books = new ArrayList<>();
    private final List<List<CampaignOrder>> orders = new ArrayList<>();
    private final List<SendTask> released = new ArrayList<>();
    private long clock = Samples.NOON.toEpochMilli();
    private long latest = clock;
    private long position;

    private SimulatedLife(long seed, Function<SplittableRandom, SimulatedStores> stores) {
        random = new SplittableRandom(seed);
        clockSteps = seed % 2 == 1;
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new SimulatedPartition(random, stores.apply(random)));
            models.add(new SimulationModel());
            books.add(new Books());
            orders.add(new ArrayList<>());
        }
    }

    /**
     * Lives it, and fails with the seed in the message.
     *
     * @param stores makes a partition's, with the seed's own chance
     */
    public static void live(long seed, Function<SplittableRandom, SimulatedStores> stores) {
        try {
            new SimulatedLife(seed, stores).live();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private void live() {
        for (int step = 0; step < STEPS; step++) {
            step(random.nextInt(PARTITIONS));
        }
        end();
    }

    private void step(int partition) {
        switch (random.nextInt(19)) {
            case 0, 1, 2, 3, 4 -> accept(partition);
            case 5 -> read(partition, Samples.cancel(id(partition)));
            case 6 -> read(partition, Samples.reschedule(id(partition), soon(20_000)));
            case 7, 8 -> control();
            case 9, 10 -> readOrder(partition);
            case 11 -> again(partition);
            case 12, 13 -> partitions.get(partition).tick(clock);
            case 14 -> pass();
            case 15 -> passToTheEdge(partition);
            case 16, 17 -> commit(partition);
            default -> partitions.get(partition).crash(clock, () -> random.nextInt(4) == 0);
        }
    }

    private String id(int partition) {
        return "p" + partition + "r" + random.nextInt(IDS);
    }

    private Instant soon(int within) {
        return Instant.ofEpochMilli(clock + random.nextInt(within) - 2_000);
    }

    private void pass() {
        clock += random.nextInt(4_000);
        if (random.nextInt(8) == 0) {
            // What was released is stripped only after a while.
            clock += Stripping.AT_REST.toMillis();
        }
        if (clockSteps && random.nextInt(6) == 0) {
            clock += random.nextInt(-4 * 3_600_000, 4 * 3_600_000);
        }
        latest = Math.max(latest, clock);
    }

    /** To when something is due, or the millisecond before, and a tick: where an early release would show. */
    private void passToTheEdge(int partition) {
        SimulatedPartition of = partitions.get(partition);
        DueKey now = new DueKey(clock + 1, Kind.SEND, "");
        DueKey next = of.stores.nextFrom(now);
        if (next != null && next.due() < clock + Duration.ofMinutes(5).toMillis()) {
            clock = next.due() - random.nextInt(2);
            latest = Math.max(latest, clock);
            of.tick(clock);
        }
    }

    private void read(int partition, Event event) {
        partitions.get(partition).read(new Input(event, clock, "0-" + position++), clock);
    }

    private void accept(int partition) {
        String id = id(partition);
        SplittableRandom its = new SplittableRandom(id.hashCode());
        // The same id asks for the same, so that it is a repeat; now and then it does not.
        Samples.Request request = Samples.request(id)
                .at(Samples.NOON.plusMillis(its.nextInt(60_000)))
                .spread(its.nextBoolean() ? null : Duration.ofSeconds(20))
                .validFor(Duration.ofSeconds(1 + its.nextInt(90)))
                .of(its.nextInt(4) == 0 ? null : campaign(its.nextInt(CAMPAIGNS)))
                .text(random.nextInt(10) == 0 ? "other" : "hello");
        read(partition, request.build());
    }

    private static String campaign(int number) {
        return "c" + number;
    }

    private void control() {
        int number = random.nextInt(CAMPAIGNS);
        CampaignAction action = switch (random.nextInt(9)) {
            case 0 -> CampaignAction.CANCEL;
            case 1, 2, 3, 4 -> CampaignAction.PAUSE;
            default -> CampaignAction.RESUME;
        };
        read(number % PARTITIONS, new CampaignControl(campaign(number), "acme", "crm", action, Map.of()));
    }

    private void readOrder(int partition) {
        List<CampaignOrder> waiting = orders.get(partition);
        if (!waiting.isEmpty()) {
            CampaignOrder order = waiting.removeFirst();
            read(partition, order);
            if (random.nextInt(5) == 0) {
                waiting.add(order);
            }
        }
    }

    private void again(int partition) {
        List<SendTask> own = released.stream()
                .filter(task -> task.requestId().startsWith("p" + partition))
                .toList();
        if (own.isEmpty()) {
            return;
        }
        SendTask task = own.get(random.nextInt(own.size()));
        if (random.nextBoolean()) {
            read(partition, new DeadlineHold(task.requestId(), 1, task.dueAt().plusSeconds(30)));
        } else {
            read(partition, new RetryHold(task.nextAttempt(task.possibleDuplicate()), soon(20_000), "normal"));
        }
    }

    private void commit(int partition) {
        for (Turn turn : partitions.get(partition).commit()) {
            models.get(partition).see(turn);
            turn.said().forEach(books.get(partition)::see);
            turn.said().forEach(this::deliver);
        }
        books.get(partition).assertBalanced(partitions.get(partition).stores.waitingEntries());
    }

    /** What others read only once it is committed. */
    private void deliver(Output output) {
        if (output instanceof Output.Order(CampaignOrder order)) {
            orders.forEach(waiting -> waiting.add(order));
        } else if (output instanceof Output.Released(var _, SendTask task, var _) && task.attempt() == 1) {
            released.add(task);
        }
    }

    private void end() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            commit(partition);
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            while (!orders.get(partition).isEmpty()) {
                read(partition, orders.get(partition).removeFirst());
            }
        }
        clock = latest + Duration.ofHours(1).toMillis();
        tickToTheEnd();
        models.forEach(SimulationModel::assertAllHaveEnded);
        // Everything is forgotten in the end: a campaign by the partitions that follow, and by those that decide.
        clock += Duration.ofDays(40).toMillis();
        tickToTheEnd();
        clock += Duration.ofDays(3_700).toMillis();
        tickToTheEnd();
        partitions.forEach(partition ->
                assertThat(partition.stores.isEmpty()).as("all forgotten").isTrue());
    }

    private void tickToTheEnd() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int ticks = 0;
            // What is parked is taken out one tick after the other.
            for (int idle = 0; idle < 3; ) {
                clock += 2;
                idle = partitions.get(partition).tick(clock) ? 0 : idle + 1;
                assertThat(ticks++).as("ticks").isLessThan(1_000);
            }
            commit(partition);
        }
    }
}
