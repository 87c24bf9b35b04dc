package dev.tidings.runtime;

import static dev.tidings.runtime.TidingsProperties.require;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * What an installation may tune of Kafka Streams.
 *
 * @param standbys warm copies of local state on other instances; 0 where there is one instance
 * @param replicationFactor copies of the topics which Kafka Streams makes for itself; -1 is the broker's default
 * @param storeMemory off-heap memory of all local stores of the process together
 * @param compactWithin within which time what was deleted or replaced is gone from the topics which Kafka Streams makes for itself,
 *     once something is written to the partition after it; topics that are there keep what they were made with
 * @param beginAnew whether a service goes on with nothing held where its changelog topic is gone; otherwise it says so and ends
 */
@ConfigurationProperties("tidings")
public record StreamsProperties(
        @DefaultValue("0") int standbys,
        @DefaultValue("-1") int replicationFactor,
        @DefaultValue("192MB") DataSize storeMemory,
        @DefaultValue("24h") Duration compactWithin,
        @DefaultValue("false") boolean beginAnew) {
    private static final Duration DAY = Duration.ofDays(1);

    public StreamsProperties {
        require(standbys >= 0 && standbys <= 5, "tidings.standbys", "\"" + standbys + "\"", "0 to 5");
        require(
                replicationFactor == -1 || (replicationFactor >= 1 && replicationFactor <= 9),
                "tidings.replication-factor",
                "\"" + replicationFactor + "\"",
                "1 to 9, or -1 for the broker's default");
        require(
                storeMemory.compareTo(DataSize.of(16, DataUnit.MEGABYTES)) >= 0,
                "tidings.store-memory",
                "\"" + storeMemory + "\"",
                "16MB or more");
        require(
                compactWithin.compareTo(Duration.ofMinutes(10)) >= 0
                        && compactWithin.compareTo(DAY.multipliedBy(30)) <= 0,
                "tidings.compact-within",
                "\"" + compactWithin + "\"",
                "10m to 30d");
    }

    /** One instance, the broker's replication, 192 MB, a day. */
    public static StreamsProperties defaults() {
        return new StreamsProperties(0, -1, DataSize.of(192, DataUnit.MEGABYTES), DAY, false);
    }
}
