package dev.tidings.dispatcher.channel.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.http.HttpQuestion;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpenApiSignerTest {
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final OpenApiCall CALL =
            new OpenApiCall("Act", "2020-01-01", Map.of("B", "x y", "A", "*~+/"), Map.of("F", "a b&c"));

    private final OpenApiSigner signer = new OpenApiSigner(InstantSource.fixed(Samples.NOW), () -> "nonce-1");

    /** With the keys, the time and the result that the provider's page gives as its fixed example. */
    @Test
    void signsAsTheProvidersExample() {
        SortedMap<String, String> headers = new TreeMap<>(Map.of(
                "host", "ecs.cn-shanghai.aliyuncs.com",
                "x-acs-action", "RunInstances",
                "x-acs-content-sha256", NOTHING,
                "x-acs-date", "2023-10-26T10:22:32Z",
                "x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d",
                "x-acs-version", "2014-05-26"));
        String query = OpenApiSigner.canonical(Map.of(
                "RegionId", "cn-shanghai",
                "ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"));
        assertThat(OpenApiSigner.authorization(
                        "YourAccessKeyId", "YourAccessKeySecret".getBytes(StandardCharsets.UTF_8), query, headers))
                .isEqualTo("ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
                        + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                        + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    @Test
    void signsEverythingThatTheProviderReads() {
        HttpQuestion question = sign("https://Host.Example:8443");
        assertThat(question.uri()).hasToString("https://host.example:8443/?A=%2A~%2B%2F&B=x%20y");
        assertThat(question.body()).isEqualTo("F=a+b%26c");
        assertThat(question.contentType()).isEqualTo("application/x-www-form-urlencoded; charset=UTF-8");
        SortedMap<String, String> signed = new TreeMap<>(Map.of(
                "content-type", question.contentType(),
                "host", "host.example:8443",
                "x-acs-action", "Act",
                "x-acs-content-sha256", "4427ac8cbfe4a16b70e730c6279f415573c6105eef34e77a191f5ff8d1e9fa0f",
                "x-acs-date", "2026-11-23T08:00:00Z",
                "x-acs-signature-nonce", "nonce-1",
                "x-acs-version", "2020-01-01"));
        assertThat(question.headers())
                .containsEntry(
                        "Authorization",
                        OpenApiSigner.authorization(
                                "key", "secret".getBytes(StandardCharsets.UTF_8), "A=%2A~%2B%2F&B=x%20y", signed))
                .doesNotContainKeys("host", "content-type");
    }

    @Test
    void asksForTheRootWhereThereIsNoQuery() {
        OpenApiCall call = new OpenApiCall("Act", "2020-01-01", Map.of(), Map.of());
        HttpQuestion question = signer.sign(call, "key", sender("https://host"));
        assertThat(question.uri()).hasToString("https://host/");
        assertThat(question.headers()).containsEntry("x-acs-content-sha256", NOTHING);
    }

    private HttpQuestion sign(String baseUrl) {
        return signer.sign(CALL, "key", sender(baseUrl));
    }

    private static Sender sender(String baseUrl) {
        return new Sender(AlibabaSmsTest.mainland(baseUrl), new Secret("secret"));
    }
}
