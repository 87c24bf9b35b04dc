package dev.tidings.testbed.simulator.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.simulator.provider.Call;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the call that the page "V3 request structure and signature" gives as its fixed example. */
final class SignatureTest {
    private static final String AUTHORIZATION = "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;"
            + "x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
            + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0";
    private static final String QUERY =
            "RegionId=cn-shanghai&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd";
    private static final Map<String, String> HEADERS = Map.of(
            "authorization", AUTHORIZATION,
            "host", "ecs.cn-shanghai.aliyuncs.com",
            "x-acs-action", "RunInstances",
            "x-acs-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "x-acs-date", "2023-10-26T10:22:32Z",
            "x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d",
            "x-acs-version", "2014-05-26");

    private static Call call(String query, String header, String value, String body) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put(header, value);
        return new Call("POST", "/", query, headers, body);
    }

    @Test
    void knowsThePublishedExample() {
        Call call = new Call("POST", "/", QUERY, HEADERS, "");
        Signature shown = Signature.of(call).orElseThrow();
        assertThat(shown.accessKeyId()).isEqualTo("YourAccessKeyId");
        assertThat(shown.coversAll(call)).isTrue();
        assertThat(Signature.hasItsBody(call)).isTrue();
        assertThat(shown.isBy("YourAccessKeySecret", call)).isTrue();
        assertThat(shown.isBy("yourAccessKeySecret", call)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "RegionId=cn-shanghai,host,ecs.cn-shanghai.aliyuncs.com",
        QUERY + ",host,elsewhere",
        QUERY + ",x-acs-action,StopInstances",
        QUERY + ",x-acs-date,2023-10-26T10:22:33Z"
    })
    void knowsOneThatIsNotOfThisCall(String query, String header, String value) {
        Call call = call(query, header, value, "");
        assertThat(Signature.of(call).orElseThrow().isBy("YourAccessKeySecret", call))
                .isFalse();
    }

    @Test
    void knowsOneThatIsNotOfThisBody() {
        assertThat(Signature.hasItsBody(call(QUERY, "x", "y", "a=b"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-type", "x-acs-security-token"})
    void wantsAllOfTheProvidersHeadersSigned(String header) {
        Call call = call(QUERY, header, "x", "");
        assertThat(Signature.of(call).orElseThrow().coversAll(call)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer x", "ACS3-HMAC-SHA256 Credential=x,SignedHeaders=host,Signature=00"})
    void takesNothingElseForASignature(String authorization) {
        assertThat(Signature.of(call(QUERY, "authorization", authorization, "")))
                .isEmpty();
    }
}
