package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HurriedTest {
    @Test
    void shortensRangesOffsetsAndHowLongItMustLastAndNothingElse() {
        assertThat(Hurried.rules("""
                - record: channel:failed:increase1h
                  expr: sum(increase(failed_total[1h])) - sum(rate(failed_total[5m] offset 1d)) > 30
                  for: 2m
                """)).isEqualTo("""
                - record: channel:failed:increase1h
                  expr: sum(increase(failed_total[60000ms])) - sum(rate(failed_total[5000ms] offset 1440000ms)) > 30
                  for: 2000ms
                """);
    }

    @Test
    void looksEverySecondAndTellsNobody() {
        assertThat(Hurried.configuration("""
                global:
                  scrape_interval: 15s

                alerting:
                  alertmanagers:
                    - static_configs: []

                scrape_configs:
                """)).isEqualTo("""
                global:
                  scrape_interval: 1s

                scrape_configs:
                """);
    }
}
