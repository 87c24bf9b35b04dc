package dev.tidings.dispatcher.dispatch;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text that is committed along with an offset: {@code v1 journal=123}. */
public final class CommitMetadata {
    private static final Pattern V1 = Pattern.compile("v1 journal=(\\d{1,18})");

    private CommitMetadata() {}

    public static String write(long journalOffset) {
        return "v1 journal=" + journalOffset;
    }

    /** The journal offset to replay from. Empty where the text is absent or unreadable: replay from the beginning. */
    public static OptionalLong read(@Nullable String text) {
        if (text == null) {
            return OptionalLong.empty();
        }
        Matcher matcher = V1.matcher(text);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
