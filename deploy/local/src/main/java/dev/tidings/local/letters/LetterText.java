package dev.tidings.local.letters;

import dev.tidings.codec.Codec;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Dead letters for people: a line in the list, or a page. */
final class LetterText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;

    LetterText(ZoneId zone) {
        this.zone = zone;
    }

    String line(Summary summary) {
        return String.format(
                Locale.ROOT,
                "%-10s %s  %-36s %-18s %,10d B  %-9s %s",
                summary.id(),
                time(summary.buriedAt()),
                summary.from().map(Place::toString).orElse("-"),
                summary.type().orElse("-"),
                summary.bytes(),
                word(summary.verdict()),
                summary.cause()
                        + summary.replayOf()
                                .map(" (it was %s, replayed)"::formatted)
                                .orElse(""));
    }

    static String count(long letters) {
        return letters == 1 ? "1 dead letter" : letters + " dead letters";
    }

    List<String> page(Letter letter, Codec codec, Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add("dead letter " + letter.id() + "   " + time(letter.buriedAt()));
        lines.add(fact("read at", letter.place().map(Place::toString).orElse("not told")));
        lines.add(fact("published", letter.publishedAt().map(this::time).orElse("not told")));
        lines.add(fact("cause", letter.cause()));
        lines.add(fact("type", Masked.type(letter, codec).orElse("not told")));
        lines.add(fact("key", Masked.key(letter)));
        lines.add(fact("value", Masked.value(letter, codec)));
        lines.add(fact("headers", Masked.headers(letter)));
        letter.replayOf()
                .ifPresent(before -> lines.add(fact(
                        "before",
                        "it was dead letter " + before + ", replayed; " + letter.replays() + " replays until now")));
        lines.add(fact("replay", advice(letter, verdict)));
        return lines;
    }

    static String tallied(Tally.Count count) {
        return String.format(Locale.ROOT, "%,9d  %s  (one is %s)", count.count(), count.what(), count.example());
    }

    static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ready _ -> "ready";
            case Verdict.Doubtful _ -> "doubtful";
            case Verdict.Done _ -> "replayed";
            case Verdict.Impossible _ -> "no";
        };
    }

    private String advice(Letter letter, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ready(String why) -> why + ": ./tidings dead-letters replay " + letter.id();
            case Verdict.Doubtful(String why) -> why + "; --anyway insists";
            case Verdict.Done(Replays.Replay replay, String why) ->
                why + ": " + time(replay.at()) + ", as letter " + replay.letter() + ", to offset " + replay.offset();
            case Verdict.Impossible(String why) -> "it can't be: " + why;
        };
    }

    private static String fact(String name, String value) {
        return String.format(Locale.ROOT, "  %-10s %s", name, value);
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }
}
