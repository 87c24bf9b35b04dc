package dev.tidings.testbed.simulator;

import dev.tidings.testbed.simulator.Effect.Reaction;
import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Ids;
import dev.tidings.testbed.simulator.provider.Provider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The behaviours in force. Safe to share between threads. */
final class Behaviours {
    /** What most calls meet, so it is not made anew for each. */
    private static final Effect NONE = new Effect(
            new Reaction.Answers(), Duration.ZERO, Set.of(), new Effect.ReceiptEffect(false, null, null), null);

    private final List<Active> active = new ArrayList<>();
    private final Repertoire repertoire;
    private final InstantSource clock;
    private final Ids ids;

    Behaviours(Repertoire repertoire, InstantSource clock, Ids ids) {
        this.repertoire = repertoire;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Puts a behaviour in force; the same for the same ones is replaced.
     *
     * @throws IllegalArgumentException when no provider here can show it.
     */
    synchronized void add(Behaviour behaviour) {
        repertoire.check(behaviour);
        active.removeIf(other -> behaviour.replaces(other.behaviour));
        active.add(new Active(behaviour, clock.millis()));
    }

    /** Ends the behaviours that match, and says how many. */
    synchronized int heal(Predicate<Behaviour> which) {
        int before = active.size();
        active.removeIf(each -> which.test(each.behaviour));
        return before - active.size();
    }

    synchronized List<Behaviour> all() {
        dropExpired();
        return active.stream().map(each -> each.behaviour).toList();
    }

    /** What the behaviours make of a call to that provider; counts it. */
    synchronized Effect effect(Address address, Provider provider) {
        if (active.isEmpty()) {
            return NONE;
        }
        dropExpired();
        List<Active> matching = active.stream()
                .filter(each -> each.behaviour.concerns(address) && repertoire.concerns(each.behaviour, provider))
                .sorted(Comparator.comparing(each -> each.behaviour.kind()))
                .filter(Active::strikes)
                .toList();
        active.removeIf(Active::usedUp);
        return effect(matching.stream().map(each -> each.behaviour).toList());
    }

    private Effect effect(List<Behaviour> behaviours) {
        String names = behaviours.stream().map(each -> each.kind().id()).collect(Collectors.joining(","));
        return new Effect(
                behaviours.stream()
                        .flatMap(each -> reaction(each).stream())
                        .findFirst()
                        .orElseGet(Reaction.Answers::new),
                span(behaviours, BehaviourKind.LATENCY, "0").orElse(Duration.ZERO),
                deletedTemplates(behaviours),
                receipts(behaviours),
                names.isEmpty() ? null : names);
    }

    private static Optional<Reaction> reaction(Behaviour behaviour) {
        return switch (behaviour.kind()) {
            case HANG -> Optional.of(behaviour.value() == null ? new Reaction.Ignores() : new Reaction.TakesAndHangs());
            case STATUS -> Optional.of(refusal(behaviour));
            case THROTTLE -> Optional.of(new Reaction.Refuses(429, null));
            case RESET_AFTER_ACCEPT -> Optional.of(new Reaction.TakesAndResets());
            case GARBAGE -> Optional.of(new Reaction.TakesAndBabbles());
            case LATENCY, TEMPLATE_DELETED, NO_RECEIPTS, FAIL_DELIVERY, READ -> Optional.empty();
        };
    }

    private static Reaction refusal(Behaviour behaviour) {
        String status = value(behaviour, "500").split(":", 2)[0];
        return new Reaction.Refuses(Integer.parseInt(status), behaviour.code().orElse(null));
    }

    private static Set<String> deletedTemplates(List<Behaviour> behaviours) {
        Set<String> names = new HashSet<>();
        of(behaviours, BehaviourKind.TEMPLATE_DELETED).forEach(each -> names.add(value(each, "")));
        return names;
    }

    private Effect.ReceiptEffect receipts(List<Behaviour> behaviours) {
        List<Behaviour> failures = of(behaviours, BehaviourKind.FAIL_DELIVERY);
        return new Effect.ReceiptEffect(
                !of(behaviours, BehaviourKind.NO_RECEIPTS).isEmpty(),
                failures.isEmpty()
                        ? null
                        : new Effect.Failure(failures.getFirst().code().orElse(null)),
                span(behaviours, BehaviourKind.READ, "1s").orElse(null));
    }

    private Optional<Duration> span(List<Behaviour> behaviours, BehaviourKind kind, String otherwise) {
        return of(behaviours, kind).stream()
                .map(each -> pick(value(each, otherwise)))
                .max(Comparator.naturalOrder());
    }

    private Duration pick(String range) {
        String[] ends = range.split("-", 2);
        long least = Spans.parse(ends[0]).toMillis();
        long most = Spans.parse(ends[ends.length - 1]).toMillis();
        return Duration.ofMillis(ids.between(Math.min(least, most), Math.max(least, most)));
    }

    private static List<Behaviour> of(List<Behaviour> behaviours, BehaviourKind kind) {
        return behaviours.stream().filter(each -> each.kind() == kind).toList();
    }

    private static String value(Behaviour behaviour, String otherwise) {
        String value = behaviour.value();
        return value == null ? otherwise : value;
    }

    private void dropExpired() {
        long now = clock.millis();
        active.removeIf(each -> each.endsAt != null && each.endsAt <= now);
    }

    /** A behaviour with its counters. */
    private static final class Active {
        private final Behaviour behaviour;
        private final @Nullable Long endsAt;
        private final long every;
        private long seen;
        private long struck;

        Active(Behaviour behaviour, long now) {
            this.behaviour = behaviour;
            Long length = behaviour.forMs();
            this.endsAt = length == null ? null : Long.valueOf(now + length);
            this.every = behaviour.kind() == BehaviourKind.THROTTLE ? every(value(behaviour, "all")) : 1;
        }

        private static long every(String value) {
            return value.equals("all") ? 1 : Long.parseLong(value);
        }

        boolean strikes() {
            seen++;
            boolean now = seen % every == 0;
            struck += now ? 1 : 0;
            return now;
        }

        boolean usedUp() {
            Integer times = behaviour.times();
            return times != null && struck >= times;
        }
    }
}
