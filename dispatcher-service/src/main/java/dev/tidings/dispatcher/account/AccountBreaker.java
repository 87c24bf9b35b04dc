package dev.tidings.dispatcher.account;

import dev.tidings.dispatcher.channel.Outcome;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * The circuit breaker of an account. A provider that cannot be reached, or leaves it open whether it took a message, is left alone
 * for a while, and then probed. One that refuses, or asks to slow down, is well.
 */
final class AccountBreaker {
    static final Duration OPEN_FOR = Duration.ofSeconds(10);

    /** Calls at once while it is not known whether the provider is back. */
    static final int PROBES = 5;

    private static final int LAST_CALLS = 50;
    private static final int FIRST_CALLS = 20;
    private static final float FAILED_PERCENT = 50;

    private AccountBreaker() {}

    static CircuitBreaker create(AccountTimes times) {
        // Of the clock that is never set: a step back of the machine's would keep it open for as long.
        InstantSource steady = () -> Instant.EPOCH.plusNanos(times.now());
        Clock clock = steady.withZone(ZoneOffset.UTC);
        return CircuitBreaker.of(
                "account",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .currentTimestampFunction(_ -> times.now(), TimeUnit.NANOSECONDS)
                        .slidingWindow(LAST_CALLS, FIRST_CALLS, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(FAILED_PERCENT)
                        .waitDurationInOpenState(OPEN_FOR)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .recordResult(outcome ->
                                outcome instanceof Outcome.Unreachable || outcome instanceof Outcome.Uncertain)
                        .build());
    }
}
