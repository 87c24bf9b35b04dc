package dev.tidings.local.letters;

import dev.tidings.local.letters.Plan.Chosen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Takes dead letters, and makes a plan of those whose replay makes sense. */
final class PlanReplay {
    /** Of all letters of a plan: they are in memory, and the command line has little. */
    static final long MAX_BYTES = 32 * 1024 * 1024;

    private final Judge judge;
    private final UnaryOperator<Set<String>> haveResults;
    private final boolean anyway;
    private final int limit;
    private final List<Chosen> chosen = new ArrayList<>();
    private final Set<Place> places = new HashSet<>();
    private final Tally heldBack = new Tally();
    private int checked;
    private boolean full;
    private long done;
    private long bytes;

    /**
     * A plan of nothing so far.
     *
     * @param haveResults of these ids of requests, those of which results were written; asked while letters are offered
     * @param anyway whether doubtful ones are replayed too
     * @param limit how many letters at most
     */
    PlanReplay(Judge judge, UnaryOperator<Set<String>> haveResults, boolean anyway, int limit) {
        this.judge = judge;
        this.haveResults = haveResults;
        this.anyway = anyway;
        this.limit = limit;
    }

    /** Takes a letter, and says whether there is room for another. */
    boolean offer(Letter letter) {
        switch (judge.of(letter)) {
            case Verdict.Ready ready -> take(letter, ready);
            case Verdict.Doubtful doubtful when anyway -> take(letter, doubtful);
            case Verdict.Doubtful(String why) -> heldBack.add(why, letter.id());
            case Verdict.Done _ -> done++;
            case Verdict.Impossible(String why) -> heldBack.add(why, letter.id());
        }
        if (chosen.size() >= limit || bytes >= MAX_BYTES) {
            fillUp();
        }
        return !full;
    }

    /**
     * What is held back makes room again. Results are read each time, so that half of a plan is enough: else what is left of it would
     * be filled one by one.
     */
    private void fillUp() {
        holdBackWhatWentOn();
        full = 2 * chosen.size() > limit || 2 * bytes > MAX_BYTES;
    }

    /**
     * The plan.
     *
     * @param older whether older letters were not read
     */
    Plan plan(boolean older) {
        holdBackWhatWentOn();
        return new Plan(chosen, heldBack, done, full, older);
    }

    private void take(Letter letter, Verdict verdict) {
        // A crash can leave two letters of one record.
        if (places.add(letter.place().orElseThrow())) {
            chosen.add(new Chosen(letter, verdict));
            bytes += letter.bytes();
        } else {
            heldBack.add("it is the same record as another one", letter.id());
        }
    }

    /** Upstream may have published a request again; a day after it was sent, hold would take it for a new one. */
    private void holdBackWhatWentOn() {
        if (anyway) {
            return;
        }
        List<Chosen> unchecked = chosen.subList(checked, chosen.size());
        Set<String> ids = new HashSet<>();
        unchecked.forEach(each -> judge.requestId(each.letter()).ifPresent(ids::add));
        Set<String> known = ids.isEmpty() ? ids : haveResults.apply(ids);
        unchecked.removeIf(each -> {
            Letter letter = each.letter();
            boolean wentOn = judge.requestId(letter).filter(known::contains).isPresent();
            if (wentOn) {
                heldBack.add("its request has results: it came again meanwhile", letter.id());
                bytes -= letter.bytes();
            }
            return wentOn;
        });
        checked = chosen.size();
    }
}
