package dev.tidings.dispatcher.channel.webhook;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** When something happened, as a provider says. */
public final class Moments {
    private Moments() {}

    /** Unix milliseconds, as text or as a number. What makes no sense, or lies in the future, counts as now. */
    public static Instant ofMillis(JsonNode timestamp, Instant now) {
        String millis = timestamp.asString("");
        return millis.matches("[0-9]{1,15}") ? notAfter(now, Instant.ofEpochMilli(Long.parseLong(millis))) : now;
    }

    /** The earlier of the two: a clock that is ahead of ours is wrong. */
    public static Instant notAfter(Instant now, Instant at) {
        return at.isAfter(now) ? now : at;
    }
}
