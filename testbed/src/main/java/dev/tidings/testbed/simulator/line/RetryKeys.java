package dev.tidings.testbed.simulator.line;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys under which messages were accepted: for a day, and in this process's memory. Safe to share between threads.
 */
final class RetryKeys {
    static final String HEADER = "x-line-retry-key";

    private static final Duration KEPT = Duration.ofHours(24);
    /** So many that a long benchmark does not fill the memory. */
    private static final int MOST = 500_000;

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final InstantSource clock;
    /** The oldest first. */
    private final Map<Key, Acceptance> accepted = new LinkedHashMap<>();

    private record Key(String account, String key) {}

    private record Acceptance(String messageId, Instant at) {}

    RetryKeys(InstantSource clock) {
        this.clock = clock;
    }

    static boolean isKey(String text) {
        return UUID.matcher(text).matches();
    }

    /** The message that was accepted under a key before; empty: none was, and from now on it is this one. */
    synchronized Optional<String> use(String account, String key, String messageId) {
        Instant now = clock.instant();
        forgetBefore(now.minus(KEPT));
        Acceptance before =
                accepted.putIfAbsent(new Key(account, key.toLowerCase(Locale.ROOT)), new Acceptance(messageId, now));
        return Optional.ofNullable(before).map(Acceptance::messageId);
    }

    private void forgetBefore(Instant time) {
        Iterator<Acceptance> oldest = accepted.values().iterator();
        while (oldest.hasNext() && (oldest.next().at().isBefore(time) || accepted.size() >= MOST)) {
            oldest.remove();
        }
    }
}
