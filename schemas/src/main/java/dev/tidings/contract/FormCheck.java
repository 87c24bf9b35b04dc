package dev.tidings.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a record, each problem named by its field and never with its value. Takes null where the
 * contract has none, because an upstream without null checks can put it there.
 */
final class FormCheck {
    private final List<String> problems = new ArrayList<>();
    private long bytes;

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** UTF-8 bytes of all texts that were checked. */
    long bytes() {
        return bytes;
    }

    void check(boolean ok, String problem) {
        if (!ok && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** A name for people and machines: not blank, without control characters, which would break log lines. */
    void name(String field, @Nullable String value, int max) {
        text(field, value, max);
        check(value == null || value.chars().noneMatch(Character::isISOControl), field + ": has control characters");
    }

    /** A required text; a character is a Unicode code point. */
    void text(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            check(false, field + ": is missing or blank");
        } else {
            length(field, value, max);
        }
    }

    void optionalText(String field, @Nullable String value, int max) {
        if (value != null) {
            text(field, value, max);
        }
    }

    /** Entries of a map; values may be empty, keys may not. */
    void entries(String field, @Nullable Map<String, String> map, int maxEntries, int maxKey, int maxValue) {
        if (map == null) {
            check(false, field + ": is missing");
            return;
        }
        check(map.size() <= maxEntries, field + ": has more than " + maxEntries + " entries");
        map.forEach((key, value) -> {
            name(field + " (a key)", key, maxKey);
            length(field + " (a value)", value, maxValue);
        });
    }

    private void length(String field, String value, int max) {
        check(RequestRules.characters(value) <= max, field + ": has more than " + max + " characters");
        // Encoding would silently turn it into question marks.
        check(StandardCharsets.UTF_8.newEncoder().canEncode(value), field + ": is not well-formed Unicode");
        bytes += value.getBytes(StandardCharsets.UTF_8).length;
    }
}
