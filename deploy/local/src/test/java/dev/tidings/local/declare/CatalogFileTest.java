package dev.tidings.local.declare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.SenderAccount;
import dev.tidings.local.settings.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogFileTest {
    private static final Map<String, String> VARIABLES = Map.of("TIDINGS_SIMULATOR_URL", "http://localhost:1");

    @Test
    void readsTheSampleCatalog() {
        CatalogFile catalog = CatalogFile.read(Path.of("catalog.json"), VARIABLES);
        assertThat(catalog.entries().stream().map(CatalogLoader::key))
                .contains(
                        "account/whatsapp/shop",
                        "account/messenger/shop",
                        "account/instagram/shop",
                        "account/sms/shop",
                        "account/viber/shop",
                        "account/viber/alibaba",
                        "account/sms/alibaba-china",
                        "account/sms/smpp",
                        "template/whatsapp/order_update/en",
                        "template/whatsapp/order_update/zh",
                        "policy/sms-on-failure",
                        "policy/sms-if-undelivered",
                        "policy/sms-if-unread",
                        "sms/*");
        assertThat(((SenderAccount) catalog.entries().getFirst()).baseUrl()).isEqualTo("http://localhost:1");
        assertThat(catalog.accounts())
                .filteredOn(account -> account.provider().equals("smpp"))
                .extracting(SenderAccount::baseUrl)
                .containsExactly("smpp://localhost:1");
    }

    @Test
    void namesTheVariablesThatSecretsComeFrom() {
        assertThat(parse("""
                {"accounts": [
                  {"channel": "sms", "accountId": "a", "provider": "twilio", "baseUrl": "https://a.example",
                   "credentials": {"authToken": "env:NEW, env:OLD", "other": "file:/run/secret"}},
                  {"channel": "line", "accountId": "b", "provider": "line", "baseUrl": "https://b.example"}]}""").secretNames()).containsExactlyInAnyOrder("NEW", "OLD");
    }

    @Test
    void readsAPolicyWithAllItsFields() {
        CatalogFile catalog = parse("""
                {"policies": [{"policyId": "p", "version": 3, "enabled": false, "triggers": ["UNREAD", "SEND_FAILED"],
                  "after": "60s", "maxParts": 2, "reasonRules": {"RATE_LIMITED": "NEVER"},
                  "steps": [{"channel": "viber", "accountId": "a", "validFor": "1h", "after": "2m",
                             "triggers": ["UNCERTAIN"],
                             "template": {"code": "c", "language": "en", "parameters": {"n": "v"}}},
                            {"channel": "sms", "accountId": "a", "text": "t"}]}]}""");
        FallbackPolicy policy = (FallbackPolicy) catalog.entries().getFirst();
        assertThat(policy.after()).isEqualTo(Duration.ofMinutes(1));
        assertThat(policy.triggers()).isEqualTo(Set.of(FallbackTrigger.UNREAD, FallbackTrigger.SEND_FAILED));
        assertThat(policy.steps().getFirst().validFor()).isEqualTo(Duration.ofHours(1));
        assertThat(policy.steps().getFirst().after()).isEqualTo(Duration.ofMinutes(2));
        assertThat(policy.enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"templates": [{"channel": "sms", "code": "c"}]}                   | templates[0]: language is missing
            {"smsServices": [{"tenant": "a"}, {"tenant": "*", "enabeld": true}]} | smsServices[1]: there is no field enabeld
            {"smsServices": [{"tenant": "a", "enabled": "yes"}]}               | smsServices[0]: enabled is neither true nor false
            {"smsServices": [{"tenant": "a", "maxPartsPerDay": 0}]}            | smsServices[0]: maxPartsPerDay is no positive whole number
            {"smsServices": [{"tenant": "a"}, {"tenant": "a"}]}                | sms/a is declared twice
            {"smsServices": [{"tenant": "a/b"}]}                               | smsServices[0]: a part of the key of a catalog entry (sms) is empty or has a slash
            {"smsServices": ["*"]}                                             | smsServices[0]: is no JSON object
            {"sms": []}                                                        | sms: there are only the lists accounts, templates, policies and smsServices
            {"policies": [{"policyId": "p", "triggers": ["UNRECOGNIZED"]}]}    | policies[0]: triggers is "UNRECOGNIZED"; there is [SEND_FAILED, UNDELIVERED, UNREAD, UNCERTAIN]
            {"policies": [{"policyId": "p", "triggers": ["UNREAD"], "steps": [{"channel": "sms"}]}]} | policies[0].steps[0]: accountId is missing
            {"accounts": [{"channel": "pigeon", "accountId": "a", "provider": "p"}]} | accounts[0]: channel is "pigeon"; there is [instagram, line, messenger, sms, telegram, viber, whatsapp]
            {"accounts": [{"channel": "line", "accountId": "a"}]}              | accounts[0]: provider is missing
            {"accounts": [{"channel": "viber", "accountId": "a", "provider": "twilio"}]} | accounts[0]: provider is "twilio"; on viber there is [alibaba-chatapp, viber-bot, viber-business]
            {"accounts": [{"baseUrl": "${NOWHERE}", "channel": "sms", "accountId": "a", "provider": "twilio"}]} | accounts[0]: baseUrl refers to ${NOWHERE}, which is not set
            {"policies": [{"policyId": "p", "triggers": ["UNREAD"], "steps": [{"channel": "sms", "accountId": "a"}]}]} | policies[0]: after: is missing, and UNREAD would never fire
            {"policies": [{"policyId": "p", "triggers": ["UNREAD"], "after": "9s", "steps": [{"channel": "sms", "accountId": "a"}]}]} | policies[0]: after: must be from 10 to 259200 seconds
            {"policies": [{"policyId": "p", "triggers": ["SEND_FAILED"]}]}     | policies[0]: steps: must be 1 to 5
            {"policies": [{"policyId": "p", "triggers": [], "steps": [{"channel": "sms", "accountId": "a"}]}]} | policies[0]: triggers: names none
            {"accounts": [{"channel": "sms", "accountId": "b", "provider": "twilio", "baseUrl": "u"}], "policies": [{"policyId": "p", "triggers": ["SEND_FAILED"], "steps": [{"channel": "sms", "accountId": "a"}]}]} | policy/p: its account sms/a is not among the accounts, or is disabled
            {"accounts": [{"channel": "telegram", "accountId": "a", "provider": "telegram-bot", "baseUrl": "u"}], "policies": [{"policyId": "p", "triggers": ["SEND_FAILED"], "steps": [{"channel": "telegram", "accountId": "a"}]}]} | policy/p: its step by telegram/a has no address: the provider takes no telephone numbers
            {"accounts": [{"channel": "viber", "accountId": "a", "provider": "viber-bot", "baseUrl": "u"}], "policies": [{"policyId": "p", "triggers": ["SEND_FAILED"], "steps": [{"channel": "viber", "accountId": "a"}]}]} | policy/p: its step by viber/a has no address: the provider takes no telephone numbers
            {"accounts": [{"channel": "whatsapp", "accountId": "a", "provider": "whatsapp-cloud", "baseUrl": "u"}, {"channel": "sms", "accountId": "a", "provider": "twilio", "baseUrl": "u"}], "policies": [{"policyId": "p", "triggers": ["SEND_FAILED"], "steps": [{"channel": "whatsapp", "accountId": "a", "triggers": ["UNREAD"], "after": "9h"}, {"channel": "sms", "accountId": "b"}]}]} | policy/p: its account sms/b is not among the accounts, or is disabled
            [1]                                                                | a catalog is a JSON object with accounts, templates, policies and smsServices
            """)
    void namesTheEntryThatIsWrong(String json, String message) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(UserError.class).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"10s, true", "59s, true", "60s, false", "12h, false", "43201s, true"})
    void warnsOfAnAfterThatOnlyAnInstallationWithItsOwnBoundsAllows(String after, boolean warned) {
        CatalogFile catalog = parse("""
                {"policies": [{"policyId": "p", "triggers": ["UNDELIVERED"], "after": "%s",
                  "steps": [{"channel": "sms", "accountId": "a"}]}]}""".formatted(after));
        assertThat(catalog.warnings()).hasSize(warned ? 1 : 0).allMatch(warning -> warning.startsWith("policy/p: "));
    }

    @Test
    void refusesAnotherPolicyUnderTheVersionThatIsInForce() {
        CatalogFile first = parse(policy(1, "10m"));
        MapCatalog inForce = MapCatalog.of(first.entries());

        assertThatThrownBy(() -> PolicyVersions.check(parse(policy(1, "20m")).entries(), inForce))
                .isInstanceOf(UserError.class)
                .hasMessage("policy/p: is not what is in force as its version 1. Give it version 2.");
        assertThatCode(() -> {
                    PolicyVersions.check(first.entries(), inForce);
                    PolicyVersions.check(parse(policy(2, "20m")).entries(), inForce);
                    PolicyVersions.check(first.entries(), MapCatalog.of());
                })
                .doesNotThrowAnyException();
    }

    private static String policy(int version, String after) {
        return """
                {"policies": [{"policyId": "p", "version": %d, "triggers": ["UNDELIVERED"], "after": "%s",
                  "steps": [{"channel": "sms", "accountId": "a"}]}]}""".formatted(version, after);
    }

    @Test
    void doesNotQuoteASecretThatWasPutWhereAReferenceBelongs() {
        assertThatThrownBy(() -> parse("""
                {"accounts": [{"channel": "c", "accountId": "a", "credentials": {"accessToken": "EAAG-hush"}}]}"""))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("accounts[0]: credentials.accessToken must be a reference")
                .hasMessageNotContaining("hush");
    }

    @Test
    void tellsTheLineOfABrokenFile() {
        assertThatThrownBy(() -> parse("{\n\"accounts\": [}"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("no JSON at line 2");
    }

    private static CatalogFile parse(String json) {
        return CatalogFile.parse(json, VARIABLES);
    }
}
