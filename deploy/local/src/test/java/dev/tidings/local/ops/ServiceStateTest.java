package dev.tidings.local.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceStateTest {
    @Test
    void isUpOnceItProcesses() {
        assertThat(state("tidings_streams_running 1", "tidings_catalog_caught_up 1", "tidings_streams_restore_left 0"))
                .isEqualTo(new ServiceState("scheduler", Condition.UP, "The scheduler does its work.", ""));
    }

    @Test
    void isUpWhereItHasNothingToWaitFor() {
        assertThat(state().condition()).isEqualTo(Condition.UP);
    }

    @Test
    void saysHowMuchIsLeftToRestore() {
        assertThat(state("tidings_streams_running 0", "tidings_streams_restore_left 12300"))
                .isEqualTo(new ServiceState(
                        "scheduler",
                        Condition.RESTORING,
                        "The scheduler reads its state back: 12,300 records are left.",
                        ""));
    }

    @Test
    void startsWhileItTakesNoRecords() {
        assertThat(state(
                        "tidings_streams_running{application=\"a\"} 1", "tidings_streams_running{application=\"b\"} 0"))
                .isEqualTo(new ServiceState(
                        "scheduler", Condition.STARTING, "The scheduler runs, and takes no records yet.", ""));
    }

    @Test
    void startsWhileItDispatchesNothingThoughReceiptsAreTaken() {
        assertThat(state("tidings_streams_running 1", "tidings_dispatch_running 0")
                        .condition())
                .isEqualTo(Condition.STARTING);
        assertThat(state("tidings_streams_running 1", "tidings_dispatch_running 1")
                        .condition())
                .isEqualTo(Condition.UP);
    }

    @Test
    void isFencedOnceAnotherProcessHasItsPlace() {
        assertThat(ServiceState.of(
                        Service.DISPATCHER,
                        Metrics.seen(
                                "tidings_streams_running 1",
                                "tidings_dispatch_running 0",
                                "tidings_dispatch_fenced 1")))
                .isEqualTo(new ServiceState(
                        "dispatcher",
                        Condition.FENCED,
                        "The dispatcher has stopped: another process has its tidings.instance-id. Give each its own, then"
                                + " start this one again.",
                        "./tidings restart dispatcher"));
        assertThat(state("tidings_dispatch_running 1", "tidings_dispatch_fenced 0")
                        .condition())
                .isEqualTo(Condition.UP);
    }

    @Test
    void startsUntilItKnowsTheCatalog() {
        assertThat(state("tidings_streams_running 0", "tidings_catalog_caught_up 0")
                        .sentence())
                .isEqualTo("The scheduler reads the catalog.");
    }

    @Test
    void saysWhyItCantBeReachedAndWhatHelps() {
        assertThat(ServiceState.of(Service.DISPATCHER, Metrics.missed()))
                .isEqualTo(new ServiceState(
                        "dispatcher",
                        Condition.DOWN,
                        "The dispatcher can't be reached: nothing listens on its port.",
                        "./tidings restart dispatcher"));
    }

    private static ServiceState state(String... lines) {
        return ServiceState.of(Service.SCHEDULER, Metrics.seen(lines));
    }
}
