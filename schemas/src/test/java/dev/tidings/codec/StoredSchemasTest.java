package dev.tidings.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What waits in a store names its schema by the fingerprint. An older version of the service does not know a newer one, and would
 * take what waits for unreadable: so it must not start there, and the version of the store is what stops it.
 *
 * @see <a href="file:deploy/decisions/010-state-versions.md">decision 010</a>
 */
class StoredSchemasTest {
    @ParameterizedTest
    @CsvSource({
        "HeldSend, HoldTopology (6), bf14cd643cbc8fb6",
        "RetryHold, HoldTopology (6), 096fd96ce61a6719",
        "DeadlineHold, HoldTopology (6), 11d60766365c7644",
        "FallbackWatch, Requests of fallback (3), 922a4d7d99970de1",
        "Correlation, ReceiptStates (2), 4f6e5c5070a5d574",
        "Receipt, ReceiptStates (2), 7bdabd197f8965d6"
    })
    void changeWithTheVersionOfTheirStoreAlone(String schema, String store, String fingerprint) {
        assertThat(fingerprint("dev.tidings.avro." + schema))
                .as(
                        "%s has changed: raise VERSION in %s, let it read the one before, and put both down here",
                        schema, store)
                .isEqualTo(fingerprint);
    }

    private static String fingerprint(String name) {
        return HexFormat.of()
                .toHexDigits(SchemaNormalization.parsingFingerprint64(
                        EventSchemas.current().get(name)));
    }
}
