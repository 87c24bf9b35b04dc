package dev.tidings.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalPortsTest {
    @Test
    void takesSuccessivePortsFromABase() {
        assertThat(LocalPorts.of(30_000, Map.of()))
                .isEqualTo(new LocalPorts(30_000, 30_001, 30_002, 30_003, 30_004, 30_005, 30_006, 30_007));
    }

    @Test
    void letsAVariableMoveOnePort() {
        assertThat(LocalPorts.of(null, Map.of("TIDINGS_SIMULATOR_PORT", "28090")))
                .isEqualTo(new LocalPorts(19092, 19093, 18080, 18081, 18082, 18083, 28090, 18084));
    }

    @Test
    void namesTheVariableThatHoldsNoPort() {
        assertThatThrownBy(() -> LocalPorts.of(null, Map.of("TIDINGS_BROKER_PORT", "9092a")))
                .isInstanceOf(UserError.class)
                .hasMessage("TIDINGS_BROKER_PORT is \"9092a\"; a port is 1 to 65535.");
    }

    @Test
    void refusesOnePortForTwo() {
        assertThatThrownBy(() -> LocalPorts.of(null, Map.of("TIDINGS_BROKER_PORT", "18080")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Two of the ports are the same");
    }
}
