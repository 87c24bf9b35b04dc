package dev.tidings.scheduler.show;

import dev.tidings.runtime.StoreHost;
import dev.tidings.scheduler.hold.HeldEntry;
import dev.tidings.scheduler.hold.HeldViews;
import dev.tidings.scheduler.hold.MemoryView;
import dev.tidings.scheduler.hold.OpenPartition;
import dev.tidings.scheduler.hold.PendingCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Several instances, which share partitions and ask each other without a network. */
final class Installation implements Peers {
    final List<String> asked = new ArrayList<>();
    final Map<String, String> owners = new HashMap<>();
    final Set<String> unreachable = new HashSet<>();
    private final Map<Integer, OpenPartition> open = new HashMap<>();
    private final Map<Integer, MemoryView> partitions = new HashMap<>();
    private final Map<String, HeldViews> views = new HashMap<>();
    private final List<StoreHost> hosts = new ArrayList<>();

    /** @param partitionsOfEach of how many instances, named a:1, b:1 and so on, each has which partitions */
    @SafeVarargs
    Installation(Set<Integer>... partitionsOfEach) {
        for (Set<Integer> numbers : partitionsOfEach) {
            String address = (char) ('a' + hosts.size()) + ":1";
            hosts.add(new StoreHost(address, numbers));
            HeldViews held = new HeldViews();
            views.put(address, held);
            for (int number : numbers) {
                MemoryView view = new MemoryView();
                partitions.put(number, view);
                OpenPartition opened = held.open(number);
                opened.shows(view, new PendingCounts());
                open.put(number, opened);
            }
        }
    }

    Installation put(int partition, HeldEntry entry) {
        view(partition).put(entry);
        return this;
    }

    MemoryView view(int partition) {
        return Objects.requireNonNull(partitions.get(partition));
    }

    /** It is being restored, or on its way. */
    void close(int partition) {
        Objects.requireNonNull(open.get(partition)).close();
    }

    Instances known(String self) {
        return new Samples.Known(self, true, hosts, owners);
    }

    HeldViews views(String address) {
        return Objects.requireNonNull(views.get(address));
    }

    AllHolds at(String address) {
        return new AllHolds(known(address), new LocalHolds(views(address), known(address)), this, Runnable::run);
    }

    @Override
    public Optional<Part> ask(String address, Question question) {
        asked.add(address);
        return unreachable.contains(address)
                ? Optional.empty()
                : Optional.of(new LocalHolds(views(address), known(address)).ask(question));
    }
}
