package dev.tidings.scheduler.show;

import java.util.List;

/** What comes of a question. */
sealed interface Holds {
    /**
     * Shown, all of it or with what is missing named.
     *
     * @param incomplete the instances whose partitions were not looked at, or not all of them
     */
    record Answer(Part part, List<String> incomplete) implements Holds {
        public Answer {
            incomplete = List.copyOf(incomplete);
        }
    }

    /** Nothing can be said yet: to be asked again. */
    record Restoring() implements Holds {}
}
