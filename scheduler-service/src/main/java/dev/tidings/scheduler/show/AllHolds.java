package dev.tidings.scheduler.show;

import dev.tidings.runtime.StoreHost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What this instance holds, or all do: each of the others is asked once, at the same time. */
final class AllHolds {
    private final Instances instances;
    private final LocalHolds local;
    private final Peers peers;
    private final Executor atOnce;

    AllHolds(Instances instances, LocalHolds local, Peers peers, Executor atOnce) {
        this.instances = instances;
        this.local = local;
        this.peers = peers;
        this.atOnce = atOnce;
    }

    Holds ask(Question question) {
        List<StoreHost> all = instances.all();
        if (!instances.isReady() || all.isEmpty()) {
            return new Holds.Restoring();
        }
        if (question.scope() == Question.Scope.LOCAL) {
            return answer(question, List.of(local.ask(question)), List.of());
        }
        return switch (question) {
            case Question.Page page -> page(page, all);
            case Question.One one -> one(one, all);
        };
    }

    private Holds page(Question.Page page, List<StoreHost> all) {
        Map<String, CompletableFuture<Optional<Part>>> asked = begin(page, others(all));
        Part own = local.ask(page);
        return answer(page, and(own, asked.values()), all);
    }

    /**
     * Here first, then at its owner, then anywhere: where the owner should be is Kafka's own partitioner's to say, and a
     * producer in another language may have another one.
     */
    private Holds one(Question.One one, List<StoreHost> all) {
        List<Part> parts = new ArrayList<>(List.of(local.ask(one)));
        Predicate<String> isOwner = instances
                .ownerOf(Ids.requestOf(one.id()))
                .<Predicate<String>>map(owner -> owner::equals)
                .orElse(_ -> false);
        for (Predicate<String> next : List.of(isOwner, isOwner.negate())) {
            if (parts.stream().allMatch(part -> part.entries().isEmpty())) {
                List<String> addresses = others(all).stream().filter(next).toList();
                begin(one, addresses).values().forEach(asked -> asked.join().ifPresent(parts::add));
            }
        }
        return answer(one, parts, all);
    }

    private List<String> others(List<StoreHost> all) {
        return all.stream()
                .filter(host -> !host.partitions().isEmpty())
                .map(StoreHost::address)
                .filter(address -> !address.equals(instances.self()))
                .distinct()
                .toList();
    }

    private Map<String, CompletableFuture<Optional<Part>>> begin(Question question, List<String> addresses) {
        return addresses.stream()
                .collect(Collectors.toMap(
                        address -> address,
                        address -> CompletableFuture.supplyAsync(() -> peers.ask(address, question), atOnce)));
    }

    private static List<Part> and(Part own, Collection<CompletableFuture<Optional<Part>>> asked) {
        List<Part> parts = new ArrayList<>(List.of(own));
        asked.forEach(part -> part.join().ifPresent(parts::add));
        return parts;
    }

    /** What counts is which partitions were looked at, not who answered: partitions move. */
    private static Holds answer(Question question, List<Part> parts, List<StoreHost> all) {
        int limit = question instanceof Question.Page page ? page.limit() : 1;
        Part merged = Part.merged(parts, limit);
        List<String> incomplete = all.stream()
                .filter(host -> !merged.partitions().containsAll(host.partitions()))
                .map(StoreHost::address)
                .distinct()
                .sorted()
                .toList();
        return new Holds.Answer(merged, incomplete);
    }
}
