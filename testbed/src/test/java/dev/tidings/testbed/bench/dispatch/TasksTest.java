package dev.tidings.testbed.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contract.OnUncertain;
import dev.tidings.testbed.bench.kit.MessageIds;
import dev.tidings.testbed.bench.kit.SimulatorProcess;
import dev.tidings.topics.Lane;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class TasksTest {
    private static final Workload WORKLOAD = Workload.uniform(100_000, 1_000, 4);

    @Test
    void aTaskHasTheSizeThatIsMeasured() {
        Tasks tasks = new Tasks(WORKLOAD, OnUncertain.GIVE_UP, InstantSource.system());

        assertThat(tasks.record(Lane.NORMAL.topic(), 7).value()).hasSizeBetween(490, 505);
        assertThat(tasks.record(Lane.NORMAL.topic(), 99_999).value()).hasSizeBetween(490, 505);
    }

    @Test
    void itsNumberComesBackFromTheIdInTheMessage() {
        String body = ProviderClient.body(MessageIds.requestId(4_711), "+6581000001", "text");

        assertThat(SimulatorProcess.number(body)).isEqualTo(4_711);
    }

    @Test
    void anIdOfSomebodyElseIsRefused() {
        assertThatThrownBy(() -> MessageIds.number("other-1")).hasMessageContaining("other-1");
    }

    @Test
    void aRecipientBelongsToOneAccount() {
        for (int number = 0; number < 1_000; number++) {
            int recipient = Integer.parseInt(WORKLOAD.phone(number).substring(5));
            assertThat(WORKLOAD.account(number)).isEqualTo(recipient % 4);
        }
    }

    @Test
    void allSubjectsHaveTheSameToDo() {
        Workload again = Workload.uniform(100_000, 1_000, 4);

        assertThat(again.phone(99_999)).isEqualTo(WORKLOAD.phone(99_999));
    }
}
