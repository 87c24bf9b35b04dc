package dev.tidings.scheduler.app;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may tune of hold.
 *
 * @param remember how long an id is remembered after its request has ended
 * @param batch how far releases are apart at least: what is due in between shares a transaction, and is late by as much
 * @param commitEvery when is committed what nobody waits for, like a request that was taken in
 */
@ConfigurationProperties("tidings.hold")
record HoldProperties(
        @DefaultValue("24h") Duration remember,
        @DefaultValue("10ms") Duration batch,
        @DefaultValue("100ms") Duration commitEvery) {
    HoldProperties {
        require(remember, Duration.ofHours(24), Duration.ofDays(30), "tidings.hold.remember");
        require(batch, Duration.ofMillis(1), Duration.ofSeconds(1), "tidings.hold.batch");
        require(commitEvery, Duration.ofMillis(10), Duration.ofSeconds(1), "tidings.hold.commit-every");
    }

    private static void require(Duration value, Duration least, Duration most, String property) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    property + " is \"" + value + "\"; it has to be from " + least + " to " + most);
        }
    }
}
