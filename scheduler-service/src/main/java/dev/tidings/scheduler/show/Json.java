package dev.tidings.scheduler.show;

import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.HeldEntry;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is answered, as JSON. Also what instances tell each other: a field may be added, none renamed or taken away. */
sealed interface Json {
    /**
     * One entry.
     *
     * @param kind send, retry, deadline
     * @param dueAt when it is due; of what is parked, when its validity ends
     * @param lane high, normal, bulk, sms, deadline
     * @param state waiting, parked
     * @param instance host:port of the scheduler that holds it
     */
    record Hold(String id, String kind, Instant dueAt, String lane, String state, String instance, int partition)
            implements Json {
        public Hold {
            // What another instance says may lack one.
            Stream.of(id, kind, dueAt, lane, state, instance).forEach(Objects::requireNonNull);
        }

        static Hold of(Found found) {
            HeldEntry entry = found.entry();
            return new Hold(
                    entry.key().id(),
                    entry.key().kind().name().toLowerCase(Locale.ROOT),
                    Instant.ofEpochMilli(entry.key().due()),
                    entry.lane().id(),
                    entry.state().id(),
                    found.instance(),
                    found.partition());
        }

        /** @throws IllegalArgumentException where it is none that this version knows */
        Found toFound() {
            if (!Ids.isId(id)) {
                throw new IllegalArgumentException("not an id");
            }
            DueKey key = new DueKey(dueAt.toEpochMilli(), Kind.valueOf(upper(kind)), id);
            HeldEntry entry = new HeldEntry(key, HeldLane.valueOf(upper(lane)), HeldEntry.State.valueOf(upper(state)));
            return new Found(entry, instance, partition);
        }

        private static String upper(String name) {
            return name.toUpperCase(Locale.ROOT);
        }
    }

    /**
     * Entries in due order.
     *
     * @param next the cursor of the following page; null: there is none
     * @param partitions those that were looked at
     * @param incomplete the instances whose partitions were not, or not all
     */
    record Page(List<Hold> holds, @Nullable String next, List<Integer> partitions, List<String> incomplete)
            implements Json {
        public Page {
            holds = List.copyOf(holds);
            partitions = List.copyOf(partitions);
            incomplete = List.copyOf(incomplete);
        }

        static Page of(Holds.Answer answer) {
            Part part = answer.part();
            return new Page(
                    part.entries().stream().map(Hold::of).toList(),
                    part.more() ? PageMark.of(part.entries().getLast().entry().key()) : null,
                    part.partitions().stream().sorted().toList(),
                    answer.incomplete());
        }

        /** @throws IllegalArgumentException where an entry is none that this version knows */
        Part toPart() {
            return new Part(holds.stream().map(Hold::toFound).toList(), Set.copyOf(partitions), next != null);
        }
    }

    /**
     * Why there is no answer.
     *
     * @param error a sentence
     * @param incomplete the instances that were not heard
     */
    record Problem(String error, List<String> incomplete) implements Json {
        Problem(String error) {
            this(error, List.of());
        }
    }
}
