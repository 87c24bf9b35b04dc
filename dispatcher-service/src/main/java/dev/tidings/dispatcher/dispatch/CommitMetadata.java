package dev.tidings.dispatcher.dispatch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text that is committed along with an offset: {@code v1 journal=123}, and {@code done=} where some beyond it are complete. */
public final class CommitMetadata {
    private static final Pattern V1 = Pattern.compile("v1 journal=(\\d{1,18})(?: done=([A-Za-z0-9_-]{2,4000}))?");

    private CommitMetadata() {}

    public static String write(CommitPoint point) {
        String done = point.completed().text();
        return "v1 journal=" + point.journal() + (done.isEmpty() ? "" : " done=" + done);
    }

    /** What was committed. Empty where the text is absent or cannot be read as a whole: all there is of the journal is replayed. */
    public static Optional<CommitPoint> read(long offset, @Nullable String text) {
        Matcher matcher = V1.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String done = matcher.group(2) == null ? "" : matcher.group(2);
        long journal = Long.parseLong(matcher.group(1));
        return CompletedOffsets.read(offset, done).map(completed -> new CommitPoint(offset, journal, completed));
    }
}
