package dev.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contract.CancelSend;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapCatalogTest {
    @Test
    void findsEntriesByWhatTheyAreAbout() {
        Catalog catalog = MapCatalog.of(
                Entries.account("shop", true), Entries.template("order_update", "en"), Entries.policy("p"));
        assertThat(catalog.account("whatsapp", "shop")).contains(Entries.account("shop", true));
        assertThat(catalog.account("sms", "shop")).isEmpty();
        assertThat(catalog.template("whatsapp", "order_update", "en")).isPresent();
        assertThat(catalog.template("whatsapp", "order_update", "zh")).isEmpty();
        assertThat(catalog.template("whatsapp", "order_update/en", "")).isEmpty();
        assertThat(catalog.policy("p")).contains(Entries.policy("p"));
        assertThat(catalog.policy("q")).isEmpty();
    }

    @Test
    void tenantsOwnSmsEntryCountsBeforeTheOneForAllOthers() {
        Catalog catalog = MapCatalog.of(Entries.sms("*", true), Entries.sms("acme", false));
        assertThat(catalog.smsService("acme")).contains(Entries.sms("acme", false));
        assertThat(catalog.smsService("other")).contains(Entries.sms("*", true));
        assertThat(MapCatalog.of().smsService("other")).isEmpty();
    }

    @Test
    void laterOfTwoEntriesCounts() {
        assertThat(MapCatalog.of(Entries.account("shop", true), Entries.account("shop", false))
                        .account("whatsapp", "shop"))
                .contains(Entries.account("shop", false));
    }

    @Test
    void keysNameKindAndParts() {
        assertThat(CatalogKeys.of(Entries.account("shop", true))).isEqualTo("account/whatsapp/shop");
        assertThat(CatalogKeys.of(Entries.template("order_update", "en")))
                .isEqualTo("template/whatsapp/order_update/en");
        assertThat(CatalogKeys.of(Entries.policy("p"))).isEqualTo("policy/p");
        assertThat(CatalogKeys.of(Entries.sms("*", true))).isEqualTo("sms/*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b"})
    void partsThatWouldMakeKeysAmbiguousAreRefused(String id) {
        assertThatThrownBy(() -> CatalogKeys.of(Entries.policy(id))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eventThatIsNoEntryIsRefused() {
        CancelSend cancel = new CancelSend("id", "acme", "orders", Map.of());
        assertThatThrownBy(() -> MapCatalog.of(cancel)).hasMessageContaining("CancelSend is no catalog entry");
        assertThatThrownBy(() -> CatalogKeys.of(cancel)).hasMessageContaining("CancelSend is no catalog entry");
    }
}
