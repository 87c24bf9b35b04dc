package dev.tidings.scheduler.show;

import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.show.Question.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a request's parameters come to. */
sealed interface Asked<Q extends Question> {
    /** Answered. */
    record Good<Q extends Question>(Q question) implements Asked<Q> {}

    /**
     * Refused.
     *
     * @param sentence what is right; quotes nothing of what was asked, which may be an id
     */
    record Bad<Q extends Question>(String sentence) implements Asked<Q> {}

    int MOST = 500;
    int USUAL = 100;

    Pattern LIMIT = Pattern.compile("[1-9]\\d{0,2}");
    Pattern MILLIS = Pattern.compile("\\d{1,15}");
    Instant LAST = Instant.ofEpochMilli(999_999_999_999_999L);

    static Asked<Question.Page> page(Map<String, List<String>> parameters) {
        if (!areOf(parameters, Set.of("from", "limit", "cursor", "scope"))) {
            return new Bad<>("the parameters are from, limit, cursor and scope, each once at most");
        }
        Optional<DueKey> from = instant(value(parameters, "from", "0")).map(PageMark::from);
        if (from.isEmpty()) {
            return new Bad<>("from is a time like 2026-01-31T08:00:00Z, or milliseconds since the epoch");
        }
        Optional<DueKey> cursor =
                parameters.containsKey("cursor") ? PageMark.read(value(parameters, "cursor", "")) : from;
        if (cursor.isEmpty()) {
            return new Bad<>("cursor is the text that an earlier page gave as next");
        }
        Optional<Integer> limit = limit(value(parameters, "limit", Integer.toString(USUAL)));
        if (limit.isEmpty()) {
            return new Bad<>("limit is a whole number from 1 to " + MOST);
        }
        DueKey after = cursor.get().compareTo(from.get()) > 0 ? cursor.get() : from.get();
        return scoped(parameters, scope -> new Question.Page(after, limit.get(), scope));
    }

    static Asked<Question.One> one(String id, Map<String, List<String>> parameters) {
        if (!areOf(parameters, Set.of("scope"))) {
            return new Bad<>("the only parameter is scope, once at most");
        }
        if (!Ids.isId(id)) {
            return new Bad<>(
                    "an id is 1 to 64 characters out of A-Z a-z 0-9 . _ : -, or one that a page of /holds has");
        }
        return scoped(parameters, scope -> new Question.One(id, scope));
    }

    /** A misspelt parameter would be one that is not there, and the answer one to another question. */
    private static boolean areOf(Map<String, List<String>> parameters, Set<String> known) {
        return known.containsAll(parameters.keySet())
                && parameters.values().stream().allMatch(values -> values.size() == 1);
    }

    private static String value(Map<String, List<String>> parameters, String name, String otherwise) {
        List<String> values = parameters.get(name);
        return values == null ? otherwise : values.getFirst();
    }

    private static <Q extends Question> Asked<Q> scoped(
            Map<String, List<String>> parameters, Function<Scope, Q> question) {
        return switch (value(parameters, "scope", "all")) {
            case "all" -> new Good<>(question.apply(Scope.ALL));
            case "local" -> new Good<>(question.apply(Scope.LOCAL));
            default -> new Bad<>("scope is all or local");
        };
    }

    private static Optional<Instant> instant(String text) {
        if (MILLIS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        try {
            // Beyond, an instant's milliseconds need not fit into a long.
            return Optional.of(Instant.parse(text))
                    .filter(instant -> !instant.isBefore(Instant.EPOCH) && !instant.isAfter(LAST));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> limit(String text) {
        return LIMIT.matcher(text).matches()
                ? Optional.of(Integer.valueOf(text)).filter(limit -> limit <= MOST)
                : Optional.empty();
    }
}
