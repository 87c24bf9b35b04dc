package dev.tidings.scheduler.hold;

import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.Event;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.intake.Intake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A partition as Kafka's transactions make it: what it read, changed and said is committed together; a crash takes all back
 * to the last commit, and what was read since is read again.
 */
final class SimulatedPartition {
    private static final Intake INTAKE = Samples.intake();

    /** What came in at a time, and what was said to it; a tick where nothing came in. */
    record Turn(@Nullable Input input, long clock, List<Output> said) {}

    /** A record that is read, by a position that stays the same when it is read again. */
    record Input(Event event, long publishedAt, String position) {}

    final SimulatedStores stores;
    private final SplittableRandom random;
    private final List<Input> unread = new ArrayList<>();
    private final List<Turn> uncommitted = new ArrayList<>();
    private List<Output> saying = new ArrayList<>();
    private HoldEngine engine;

    SimulatedPartition(SplittableRandom random, SimulatedStores stores) {
        this.random = random;
        this.stores = stores;
        this.engine = start();
    }

    private HoldEngine start() {
        Budget budget = new Budget(1 + random.nextInt(5), 5 + random.nextInt(50), Duration.ofHours(1), () -> 0L);
        return new HoldEngine(stores.stores(), INTAKE, budget, output -> saying.add(output));
    }

    void read(Input input, long clock) {
        unread.add(input);
        process(input, clock);
    }

    private void process(Input input, long clock) {
        saying = new ArrayList<>();
        switch (input.event()) {
            case SendRequest request -> engine.accept(request, clock, input.publishedAt(), input.position(), null);
            case CancelSend cancel -> engine.cancel(cancel, clock, input.position());
            case RescheduleSend move -> engine.reschedule(move, clock, input.position());
            case CampaignControl control -> engine.control(control, clock, input.position());
            case CampaignOrder order -> engine.follow(order, clock);
            case RetryHold retry -> engine.retry(retry, clock);
            case DeadlineHold deadline -> engine.deadline(deadline, clock);
            default -> throw new AssertionError("hold reads no such thing");
        }
        uncommitted.add(new Turn(input, clock, saying));
    }

    boolean tick(long clock) {
        saying = new ArrayList<>();
        boolean more = engine.tick(clock);
        uncommitted.add(new Turn(null, clock, saying));
        return more;
    }

    /**
     * Loses what was not committed, and reads it again.
     *
     * @param ticksFirst whether a tick comes before the next record: a tick is nobody's record, and need not come again where it was
     */
    void crash(long clock, BooleanSupplier ticksFirst) {
        stores.rollBack();
        uncommitted.clear();
        engine = start();
        for (Input input : unread) {
            if (ticksFirst.getAsBoolean()) {
                tick(clock);
            }
            process(input, clock);
        }
    }

    /** What happened since the last commit, now for good. */
    List<Turn> commit() {
        stores.commit();
        unread.clear();
        List<Turn> turns = List.copyOf(uncommitted);
        uncommitted.clear();
        return turns;
    }
}
