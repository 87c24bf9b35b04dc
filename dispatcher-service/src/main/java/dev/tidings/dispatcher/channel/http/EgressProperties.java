package dev.tidings.dispatcher.channel.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How providers are called.
 *
 * @param allowInsecure whether http, loopback and private addresses are allowed: only for a provider simulator
 * @param answerWithin the longest that one call takes, name look-up, connection, request and answer together
 * @param connectWithin the longest that connecting to one address takes, TLS included
 * @param answerLimit the longest answer that is read
 * @param connections most connections, all providers together
 * @param connectionsPerHost most connections to one host
 * @param keepAlive how long an unused connection is kept
 */
@ConfigurationProperties("tidings.egress")
public record EgressProperties(
        @DefaultValue("false") boolean allowInsecure,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("3s") Duration connectWithin,
        @DefaultValue("64KB") DataSize answerLimit,
        @DefaultValue("1024") int connections,
        @DefaultValue("512") int connectionsPerHost,
        @DefaultValue("20s") Duration keepAlive) {
    public EgressProperties {
        positive("answer-within", answerWithin);
        positive("connect-within", connectWithin);
        positive("keep-alive", keepAlive);
        if (answerLimit.toBytes() < 1024 || answerLimit.toBytes() > 16 * 1024 * 1024) {
            throw new IllegalArgumentException(
                    "tidings.egress.answer-limit is to be 1KB to 16MB, not '" + answerLimit + "'");
        }
        if (connectionsPerHost < 1 || connections < connectionsPerHost) {
            throw new IllegalArgumentException("tidings.egress.connections-per-host is to be 1 to"
                    + " tidings.egress.connections ('" + connections + "'), not '" + connectionsPerHost + "'");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException(
                    "tidings.egress." + name + " is to be more than nothing and at most 5m, not '" + value + "'");
        }
    }
}
