package dev.tidings.testbed.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessesTest {
    @Test
    void cpuIsUserAndSystemTimeWithThatOfEndedChildrenWhateverTheNameHolds() {
        String stat = "42 (a ) b) S 1 2 3 4 5 6 7 8 9 10 100 20 3 1 20 0 5 0";

        assertThat(Processes.cpuSeconds(stat)).isEqualTo(1.24);
    }

    @Test
    void aProcessThatIsGoneCountsAsNothing() {
        assertThat(Processes.cpuSeconds("")).isZero();
        assertThat(Processes.residentMb("")).isZero();
    }

    @Test
    void residentMemoryIsInMillionsOfBytes() {
        assertThat(Processes.residentMb("Rss:  2000000 kB\nPss:  1000000 kB\nPss_Anon:  5 kB\n"))
                .isEqualTo(1024.0);
    }

    @Test
    void thisProcessUsesSome() {
        List<Long> us = List.of(ProcessHandle.current().pid());

        assertThat(Processes.cpuSeconds(us)).isPositive();
        assertThat(Processes.residentMb(us)).isPositive();
    }
}
