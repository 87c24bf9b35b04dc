package dev.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.Event;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogFoldTest {
    private static final String KEY = "account/whatsapp/shop";

    private final CatalogFold fold = new CatalogFold(Entries.CODEC);

    @BeforeEach
    void anEntryIsThere() {
        assertThat(put(KEY, Entries.account("shop", true))).isEmpty();
    }

    @Test
    void laterEntryReplacesAnEarlierOne() {
        assertThat(put(KEY, Entries.account("shop", false))).isEmpty();
        assertThat(shop()).contains(false);
    }

    @Test
    void tombstoneRemoves() {
        assertThat(apply(KEY, new RecordHeaders(), null)).isEmpty();
        assertThat(shop()).isEmpty();
    }

    @Test
    void snapshotDoesNotChangeAfterwards() {
        MapCatalog before = fold.snapshot();
        apply(KEY, new RecordHeaders(), null);
        assertThat(before.account("whatsapp", "shop")).isPresent();
    }

    @Test
    void undecodableEntryIsToldAndThePreviousStays() {
        assertThat(apply(KEY, new RecordHeaders(), new byte[] {1, 2, 3})).isPresent();
        assertThat(apply(KEY, new RecordHeaders(), new byte[0])).isPresent();
        assertThat(shop()).contains(true);
    }

    @Test
    void entryOfAnUnknownTypeIsToldAndThePreviousStays() {
        Headers headers =
                new RecordHeaders().add(EventHeaders.TYPE, "com.example.New".getBytes(StandardCharsets.UTF_8));
        assertThat(apply(KEY, headers, new byte[] {1})).contains("its type is unknown");
        assertThat(shop()).contains(true);
    }

    @Test
    void entryUnderAKeyThatDoesNotFitIsToldAndThePreviousStays() {
        assertThat(put(KEY, Entries.account("other", false))).contains("its key does not fit its content");
        assertThat(put("account/whatsapp/a/b", Entries.account("a/b", false))).isPresent();
        assertThat(shop()).contains(true);
        assertThat(fold.snapshot().account("whatsapp", "other")).isEmpty();
    }

    @Test
    void eventThatIsNoEntryAndRecordWithoutKeyAreTold() {
        assertThat(put(KEY, new CancelSend("id", "acme", "orders", Map.of())))
                .contains("CancelSend is no catalog entry");
        assertThat(fold.apply(null, new RecordHeaders(), null)).contains("the record has no key");
        assertThat(shop()).contains(true);
    }

    private Optional<Boolean> shop() {
        return fold.snapshot().account("whatsapp", "shop").map(account -> account.enabled());
    }

    private Optional<String> put(String key, Event entry) {
        return apply(key, Entries.headers(entry), Entries.CODEC.encode("topic", entry));
    }

    private Optional<String> apply(String key, Headers headers, byte @Nullable [] value) {
        return fold.apply(key.getBytes(StandardCharsets.UTF_8), headers, value);
    }
}
