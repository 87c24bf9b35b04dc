package dev.tidings.local.letters;

import java.util.List;

/**
 * What a replay does.
 *
 * @param chosen those that it puts back, in their order
 * @param heldBack the others, by why
 * @param done how many were replayed before
 * @param full whether there was no room for more
 * @param older whether older ones were not read
 */
record Plan(List<Chosen> chosen, Tally heldBack, long done, boolean full, boolean older) {
    /** One of them, and what was found of it. */
    record Chosen(Letter letter, Verdict verdict) {}

    Plan {
        chosen = List.copyOf(chosen);
    }

    List<Letter> letters() {
        return chosen.stream().map(Chosen::letter).toList();
    }
}
