package dev.tidings.scheduler.show;

import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ended, as text to hand back. A form of its own and not the store's: instances of two versions ask each other
 * while one takes the other's place.
 */
final class PageMark {
    private static final int MAX_CHARS = 256;
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (send|retry|deadline) (.*)");

    private PageMark() {}

    static String of(DueKey key) {
        String text = key.due() + " " + key.kind().name().toLowerCase(Locale.ROOT) + " " + key.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Before everything that is due then or later: no kind comes before a send, and no id is empty. */
    static DueKey from(Instant instant) {
        return new DueKey(Math.max(0, instant.toEpochMilli()), Kind.SEND, "");
    }

    /** Empty where it is none of ours. */
    static Optional<DueKey> read(String text) {
        return text.length() > MAX_CHARS ? Optional.empty() : decoded(text).flatMap(PageMark::key);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<DueKey> key(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String id = form.group(3);
        Kind kind = Kind.valueOf(form.group(2).toUpperCase(Locale.ROOT));
        return id.isEmpty() || Ids.isId(id)
                ? Optional.of(new DueKey(Long.parseLong(form.group(1)), kind, id))
                : Optional.empty();
    }
}
