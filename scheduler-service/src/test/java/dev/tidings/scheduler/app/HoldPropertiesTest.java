package dev.tidings.scheduler.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldPropertiesTest {
    private static HoldProperties at(String address) {
        return new HoldProperties(Duration.ofHours(24), Duration.ofMillis(10), Duration.ofMillis(100), address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:18081", "scheduler-1.holds.svc:80", "10.0.0.7:18081"})
    void isReachedAtAHostAndAPort(String address) {
        assertThat(at(address).advertisedAddress()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "http://localhost:18081", "localhost:18081/holds", "user@host:1", "a:b"})
    void namesThePropertyWhoseAddressIsNone(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(address))
                .withMessageContainingAll("tidings.hold.advertised-address", "\"" + address + "\"", "host:port");
    }
}
