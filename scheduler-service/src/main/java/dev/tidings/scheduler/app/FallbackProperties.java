package dev.tidings.scheduler.app;

import dev.tidings.contract.PolicyRules;
import dev.tidings.scheduler.intake.AfterBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a fallback policy may wait for a receipt. A request whose policy waits for less or more is refused.
 *
 * @param shortestAfter the least, from 10 seconds on: a receipt that comes usually should not come too late
 * @param longestAfter the most, up to three days, and no longer than ids are remembered
 */
@ConfigurationProperties("tidings.fallback")
record FallbackProperties(
        @DefaultValue("60s") Duration shortestAfter,
        @DefaultValue("12h") Duration longestAfter) {
    FallbackProperties {
        require(shortestAfter, PolicyRules.SHORTEST_AFTER, "tidings.fallback.shortest-after");
        require(longestAfter, shortestAfter, "tidings.fallback.longest-after");
    }

    /**
     * The bounds, where an id is not free again while a policy still waits for it: nothing would follow the first request any more.
     *
     * @param remember how long ids are remembered
     */
    AfterBounds bounds(Duration remember) {
        if (longestAfter.compareTo(remember) > 0) {
            throw new IllegalArgumentException("tidings.fallback.longest-after is \"" + longestAfter
                    + "\"; it has to be at most tidings.hold.remember, which is \"" + remember + "\"");
        }
        return new AfterBounds(shortestAfter, longestAfter);
    }

    private static void require(Duration value, Duration least, String property) {
        if (value.compareTo(least) < 0 || value.compareTo(PolicyRules.LONGEST_AFTER) > 0) {
            throw new IllegalArgumentException(property + " is \"" + value + "\"; it has to be from " + least + " to "
                    + PolicyRules.LONGEST_AFTER);
        }
    }
}
