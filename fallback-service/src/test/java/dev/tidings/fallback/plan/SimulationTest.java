package dev.tidings.fallback.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** To look at one seed again: {@code -Dtidings.simulation.seed=N -Dtidings.simulation.runs=1}. */
class SimulationTest {
    private static final long FIRST_SEED = Long.getLong("tidings.simulation.seed", 20_261_123L);
    private static final int RUNS = Integer.getInteger("tidings.simulation.runs", 10_000);

    @Test
    void sendsAtMostOneSmsAndDecidesOnceWhateverCrashesAndRepeats() {
        System.out.println("fallback simulation: seeds " + FIRST_SEED + " to " + (FIRST_SEED + RUNS - 1));
        seeds().forEach(seed -> assertThat(new Simulation(seed, Simulation.Sabotage.NONE).run())
                .as("seed %d", seed)
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noticesABrokenShell(Simulation.Sabotage sabotage) {
        assertThat(seeds().limit(50)
                        .filter(seed ->
                                new Simulation(seed, sabotage).run().stream().anyMatch(sabotage::shows)))
                .as("seeds that show it")
                .isNotEmpty();
    }

    @Test
    void noticesASecondSms() {
        Machine machine = new Machine();
        machine.accept(Samples.watch("r", Samples.policy(FallbackTrigger.SEND_FAILED)), Samples.START);
        machine.accept(Samples.result("r", Status.FAILED), Samples.START);
        Decision sms = machine.decisions.getFirst();

        assertThat(Checker.violations(List.of(sms, sms), Map.of("r", Set.of(Status.FALLBACK_TRIGGERED))))
                .contains("r has 2 messages of step 2", "r has 2 decisions");
    }

    @Test
    void noticesAnSmsAfterATimelyDelivery() {
        Machine blind = new Machine() {
            @Override
            boolean looksAt(Report report) {
                return !report.arrived();
            }
        };
        blind.accept(
                Samples.watch("r", Samples.policy(FallbackTrigger.UNDELIVERED).after(Duration.ofMinutes(1))),
                Samples.START);
        blind.accept(Samples.result("r", Status.SENT), Samples.START);
        blind.accept(Samples.result("r", Status.DELIVERED), Samples.START);
        DeadlineHold asked = blind.deadlines.getFirst();
        blind.accept(new DeliveryDeadline("r", 1, asked.dueAt()), asked.dueAt());

        assertThat(blind.witness.violations())
                .containsExactly("r step 1 after [SENT, DELIVERED] fired although the policy did not");
    }

    private static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + RUNS);
    }
}
