package dev.tidings.scheduler.show;

import dev.tidings.scheduler.hold.HeldEntry;
import dev.tidings.scheduler.hold.HeldView;
import dev.tidings.scheduler.hold.HeldViews;
import dev.tidings.scheduler.hold.OpenPartition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the partitions of this instance hold. */
final class LocalHolds {
    private final HeldViews views;
    private final Instances instances;

    LocalHolds(HeldViews views, Instances instances) {
        this.views = views;
        this.instances = instances;
    }

    Part ask(Question question) {
        return switch (question) {
            case Question.Page page ->
                Part.merged(
                        // One more than are shown tells whether there are more.
                        look(view -> view.page(page.after(), page.limit() + 1)), page.limit());
            case Question.One one ->
                Part.merged(look(view -> view.find(one.id()).stream().toList()), 1);
        };
    }

    private List<Part> look(Function<HeldView, List<HeldEntry>> at) {
        return views.all().stream()
                .flatMap(partition -> look(partition, at).stream())
                .toList();
    }

    /** Empty of a partition that cannot be looked at: it is missing among those that were. */
    private Optional<Part> look(OpenPartition partition, Function<HeldView, List<HeldEntry>> at) {
        try {
            return partition.view().map(view -> part(partition.number(), at.apply(view)));
        } catch (HeldView.ClosedException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private Part part(int partition, List<HeldEntry> entries) {
        List<Found> found = entries.stream()
                .map(entry -> new Found(entry, instances.self(), partition))
                .toList();
        return new Part(found, Set.of(partition), false);
    }
}
