package dev.tidings.scheduler.app;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may tune of hold.
 *
 * @param remember how long an id is remembered after its request has ended; after it was due, and an hour longer, where it was
 *     released in time
 * @param batch how far releases are apart at least: what is due in between shares a transaction, and is late by as much; up to 50 ms
 *     where the records that are read have waited long
 * @param commitEvery when is committed what nobody waits for, like a request that was taken in
 * @param advertisedAddress where the other schedulers reach this one's web port, host:port: they ask it what it holds
 */
@ConfigurationProperties("tidings.hold")
record HoldProperties(
        @DefaultValue("24h") Duration remember,
        @DefaultValue("3ms") Duration batch,
        @DefaultValue("100ms") Duration commitEvery,
        @DefaultValue("localhost:18081") String advertisedAddress) {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._-]{1,253}:\\d{1,5}");

    HoldProperties {
        require(remember, Duration.ofHours(24), Duration.ofDays(30), "tidings.hold.remember");
        require(batch, Duration.ofMillis(1), Duration.ofSeconds(1), "tidings.hold.batch");
        require(commitEvery, Duration.ofMillis(10), Duration.ofSeconds(1), "tidings.hold.commit-every");
        if (!ADDRESS.matcher(advertisedAddress).matches()) {
            throw new IllegalArgumentException("tidings.hold.advertised-address is \"" + advertisedAddress
                    + "\"; it has to be host:port, like scheduler-1:18081");
        }
    }

    private static void require(Duration value, Duration least, Duration most, String property) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    property + " is \"" + value + "\"; it has to be from " + least + " to " + most);
        }
    }
}
