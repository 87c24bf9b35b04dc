package dev.tidings.scheduler.hold;

import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A hold engine that is cranked by hand. */
final class Hand {
    final MemoryStores stores = new MemoryStores();
    final List<Output> outputs = new ArrayList<>();
    private final int least;
    private final int most;
    private Instant clock = Samples.NOON;
    private long position;
    private long nanos;
    private long nanosPerLook;
    private HoldEngine engine;

    Hand() {
        this(1_000_000, 1_000_000);
    }

    Hand(int least, int most) {
        this.least = least;
        this.most = most;
        this.engine = start();
    }

    private HoldEngine start() {
        Budget budget = new Budget(least, most, Duration.ofMillis(15), () -> nanos += nanosPerLook);
        return new HoldEngine(stores.stores(), Samples.intake(), budget, outputs::add);
    }

    Hand restart() {
        engine = start();
        return this;
    }

    void eachLookAtTheClockTakes(Duration time) {
        nanosPerLook = time.toNanos();
    }

    Instant clock() {
        return clock;
    }

    Hand clock(Instant to) {
        clock = to;
        return this;
    }

    Hand after(Duration time) {
        return clock(clock.plus(time));
    }

    Hand accept(Samples.Request request) {
        return accept(request.build());
    }

    Hand accept(SendRequest request) {
        engine.accept(request, clock.toEpochMilli(), clock.toEpochMilli(), "0-" + position++, null);
        return this;
    }

    Hand acceptPublishedAt(Samples.Request request, Instant publishedAt) {
        engine.accept(request.build(), clock.toEpochMilli(), publishedAt.toEpochMilli(), "0-" + position++, null);
        return this;
    }

    Hand cancel(String id) {
        engine.cancel(Samples.cancel(id), clock.toEpochMilli(), "0-" + position++);
        return this;
    }

    Hand reschedule(String id, Instant to) {
        engine.reschedule(Samples.reschedule(id, to), clock.toEpochMilli(), "0-" + position++);
        return this;
    }

    Hand campaign(CampaignAction action) {
        engine.control(Samples.campaign(action), clock.toEpochMilli(), "0-" + position++);
        return this;
    }

    HoldEngine engine() {
        return engine;
    }

    long millis() {
        return clock.toEpochMilli();
    }

    boolean tick() {
        return engine.tick(clock.toEpochMilli());
    }

    Hand tickAt(Instant at) {
        clock(at);
        tick();
        return this;
    }

    List<SendTask> released() {
        return of(Output.Released.class).map(Output.Released::task).toList();
    }

    List<DeliveryResult> results() {
        return of(Output.Result.class).map(Output.Result::result).toList();
    }

    List<Status> statuses() {
        return results().stream().map(DeliveryResult::status).toList();
    }

    <T extends Output> Stream<T> of(Class<T> type) {
        return outputs.stream().filter(type::isInstance).map(type::cast);
    }
}
