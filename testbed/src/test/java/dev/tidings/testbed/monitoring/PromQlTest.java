package dev.tidings.testbed.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.monitoring.PromQl.Selector;
import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void findsWhatIsSelectedAndWhatIsDoneToIt() {
        assertThat(PromQl.selectors(
                        "histogram_quantile(0.99, sum by (le, lane) (rate(wait_bucket{job=~\"$job\", le=\"1.0\"}[$__rate_interval])))"
                                + " / on (lane) group_left () (max(limit{job=~\"$job\"}) > 0) or vector(0)"))
                .containsExactly(
                        new Selector("wait_bucket", "job=~\"$job\", le=\"1.0\"", "$__rate_interval", "rate"),
                        new Selector("limit", "job=~\"$job\"", "", "max"));
    }

    @Test
    void seesWhatHasNoMatchers() {
        assertThat(PromQl.selectors("3600 * $price * sum(parts_total offset 15m) and up == 0"))
                .containsExactly(new Selector("parts_total", "", "", "sum"), new Selector("up", "", "", ""));
    }

    @Test
    void takesAValueInAMatcherForNothingElse() {
        assertThat(PromQl.selectors("up{a=\"b} (c_total[1m])\", d!~\"e\"}"))
                .containsExactly(new Selector("up", "a=\"b} (c_total[1m])\", d!~\"e\"", "", ""));
    }
}
