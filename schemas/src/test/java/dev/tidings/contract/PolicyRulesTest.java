package dev.tidings.contract;

import static dev.tidings.contract.FallbackTrigger.SEND_FAILED;
import static dev.tidings.contract.FallbackTrigger.UNDELIVERED;
import static dev.tidings.contract.FallbackTrigger.UNREAD;
import static dev.tidings.contract.FallbackTrigger.UNRECOGNIZED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyRulesTest {
    private static final Duration AFTER = Duration.ofMinutes(1);
    private static final FallbackStep SMS = sms(null);

    static Stream<Arguments> wrong() {
        return Stream.of(
                row("triggers: names none", policy(Set.of(), null, null, SMS)),
                row("triggers: names one of a later version", policy(Set.of(UNRECOGNIZED), null, null, SMS)),
                row("after: is missing, and UNREAD would never fire", policy(Set.of(UNREAD), null, null, SMS)),
                row("after: must be from 10 to 259200", policy(Set.of(UNREAD), Duration.ofMillis(9_999), null, SMS)),
                row("after: must be from 10 to 259200", policy(Set.of(UNREAD), Duration.ofDays(4), null, SMS)),
                row("after: must be from 10 to 259200", policy(Set.of(UNREAD), Duration.ofDays(-1), null, SMS)),
                row("maxParts: must be", policy(Set.of(SEND_FAILED), null, 0, SMS)),
                row("maxParts: must be", policy(Set.of(SEND_FAILED), null, 11, SMS)),
                row("steps: must be 1 to 5", policy(Set.of(SEND_FAILED), null, null)),
                row(
                        "steps: must be 1 to 5",
                        policy(
                                Set.of(SEND_FAILED),
                                null,
                                null,
                                Collections.nCopies(6, chat(Set.of(SEND_FAILED), null))
                                        .toArray(FallbackStep[]::new))),
                row("steps[0].channel: nothing can follow an SMS", policy(Set.of(SEND_FAILED), null, null, SMS, SMS)),
                row(
                        "steps[0].triggers: names none",
                        policy(Set.of(SEND_FAILED), null, null, chat(Set.of(), null), SMS)),
                row(
                        "steps[0].after: is missing",
                        policy(Set.of(SEND_FAILED), null, null, chat(Set.of(UNREAD), null), SMS)),
                row(
                        "steps[0].triggers: lead to no further step",
                        policy(Set.of(SEND_FAILED), null, null, chat(Set.of(SEND_FAILED), null))),
                row("steps[0].text: is blank", policy(Set.of(SEND_FAILED), null, null, sms(" "))),
                row("steps[0].text: takes more parts", policy(Set.of(SEND_FAILED), null, 1, sms("x".repeat(161)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void saysWhatCannotWork(String problem, FallbackPolicy policy) {
        assertThat(PolicyRules.problems(policy))
                .anySatisfy(told -> assertThat(told).startsWith(problem));
    }

    @Test
    void findsNothingWrongWithWhatCanWork() {
        assertThat(PolicyRules.problems(policy(Set.of(UNDELIVERED), null, null, SMS)))
                .isEmpty();
        assertThat(PolicyRules.problems(policy(Set.of(UNREAD), AFTER, 10, sms("x".repeat(160)))))
                .isEmpty();
        assertThat(PolicyRules.problems(policy(
                        Set.of(SEND_FAILED),
                        AFTER,
                        null,
                        chat(Set.of(UNREAD), null),
                        chat(Set.of(UNREAD), AFTER),
                        SMS)))
                .isEmpty();
        assertThat(PolicyRules.problems(policy(Set.of(SEND_FAILED), null, 1, sms("{{name}}" + "x".repeat(200)))))
                .as("measured when the parameters are known")
                .isEmpty();
    }

    private static Arguments row(String problem, FallbackPolicy policy) {
        return Arguments.of(problem, policy);
    }

    private static FallbackStep sms(@Nullable String text) {
        return new FallbackStep("sms", "shop", text, null, null, Set.of(), null);
    }

    private static FallbackStep chat(Set<FallbackTrigger> triggers, @Nullable Duration after) {
        return new FallbackStep("viber", "shop", "text", null, null, triggers, after);
    }

    private static FallbackPolicy policy(
            Set<FallbackTrigger> triggers,
            @Nullable Duration after,
            @Nullable Integer maxParts,
            FallbackStep... steps) {
        return new FallbackPolicy("p", 1, true, triggers, after, maxParts, List.of(steps), Map.of());
    }
}
