package dev.tidings.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class TidingsPropertiesTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Path STATE = Path.of("state");

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "localhost:", "http://localhost:9092", "a:1,b", "a:1,,b:2", "a: 1"})
    void refusesBootstrapServersThatAreNotHostsWithPorts(String servers) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TidingsProperties(servers, Samples.SECRET, STATE, "1"))
                .withMessageContaining("tidings.bootstrap-servers is \"" + servers + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9092", "a:1,b:2", "a.b-c:9092, d:9093", "10.0.0.1:9092"})
    void takesHostsWithPorts(String servers) {
        assertThat(new TidingsProperties(servers, Samples.SECRET, STATE, "1").bootstrapServers())
                .isEqualTo(servers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry:8081", "ftp://registry", "/subjects", "http:registry"})
    void refusesRegistriesThatAreNotHttp(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchemaRegistryProperties(URI.create(url)))
                .withMessageContaining("tidings.schema-registry.url is \"" + url + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä", "../up"})
    void refusesInstanceIdsThatAreNotNames(String instanceId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TidingsProperties(Samples.DEAD_BROKER, Samples.SECRET, STATE, instanceId))
                .withMessageContaining("tidings.instance-id is \"" + instanceId + "\"");
    }

    @Test
    void refusesAShortSecretWithoutQuotingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TidingsProperties(Samples.DEAD_BROKER, "hunter2", STATE, "1"))
                .withMessageContaining("tidings.recipient-key-secret has 7 bytes")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void countsTheBytesAndNotTheDigitsOfAHexadecimalSecret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TidingsProperties(Samples.DEAD_BROKER, "0011223344556677", STATE, "1"))
                .withMessageContaining("has 8 bytes");
    }

    @Test
    void readsASecretAsHexadecimalWhereAllOfItIs() {
        assertThat(Samples.properties(Samples.DEAD_BROKER, STATE).recipientKeySecretBytes())
                .isEqualTo(HexFormat.of().parseHex(Samples.SECRET));
    }

    @Test
    void readsAnyOtherSecretAsText() {
        TidingsProperties properties = new TidingsProperties(Samples.DEAD_BROKER, "correct horse battery", STATE, "1");
        assertThat(properties.recipientKeySecretBytes()).isEqualTo("correct horse battery".getBytes(UTF_8));
    }

    @Test
    void printsWithoutTheSecret() {
        assertThat(Samples.properties(Samples.DEAD_BROKER, STATE).toString())
                .contains(Samples.DEAD_BROKER)
                .doesNotContain(Samples.SECRET);
    }

    @Test
    void printsWithoutTheRegistrysLogin() {
        SchemaRegistryProperties registry =
                new SchemaRegistryProperties(URI.create("https://me:hunter2@registry:8081/api"));
        assertThat(registry.toString()).contains("https://registry:8081/api").doesNotContain("hunter2");
    }

    @Test
    void refusesStreamsSettingsOutsideTheirBounds() {
        DataSize memory = DataSize.ofMegabytes(192);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamsProperties(-1, -1, memory, DAY, false))
                .withMessageContaining("tidings.standbys is \"-1\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamsProperties(0, 0, memory, DAY, false))
                .withMessageContaining("tidings.replication-factor is \"0\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamsProperties(0, -1, DataSize.ofMegabytes(15), DAY, false))
                .withMessageContaining("tidings.store-memory is \"15728640B\"");
        for (Duration within : List.of(Duration.ofSeconds(599), Duration.ofDays(31))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new StreamsProperties(0, -1, memory, within, false))
                    .withMessageContaining("tidings.compact-within is \"" + within + "\"; it must be 10m to 30d");
        }
    }

    @Test
    void refusesToWaitNoTimeForTheCatalog() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CatalogProperties(Duration.ZERO))
                .withMessageContaining("tidings.catalog.patience is \"PT0S\"");
    }
}
