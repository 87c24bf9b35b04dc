package dev.tidings.testbed.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuLogTest {
    @Test
    void onlyTheSecondHalfOfTheCallsCounts() {
        CpuLog log = new CpuLog();
        log.add(1, new CpuLog.Used(5, 1, 1));
        log.add(49, new CpuLog.Used(9, 2, 1));
        log.add(60, new CpuLog.Used(10, 2, 1));
        log.add(100, new CpuLog.Used(14, 4, 1));

        assertThat(log.steadyPerCall()).isEqualTo(new CpuLog.Used(0.1, 0.05, 0));
    }

    @Test
    void whereNothingWasCalledNothingCanBeSaid() {
        CpuLog log = new CpuLog();
        assertThat(log.steadyPerCall()).isEqualTo(new CpuLog.Used(0, 0, 0));

        log.add(0, new CpuLog.Used(5, 1, 1));
        assertThat(log.steadyPerCall()).isEqualTo(new CpuLog.Used(0, 0, 0));
    }
}
