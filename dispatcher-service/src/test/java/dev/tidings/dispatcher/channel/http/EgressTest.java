package dev.tidings.dispatcher.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.dispatcher.channel.Samples;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {
    private static final EgressRules STRICT = new EgressRules(Samples.egress(false, Duration.ofSeconds(1)));
    private static final EgressRules LOCAL = new EgressRules(Samples.egress(true, Duration.ofSeconds(1)));

    @ParameterizedTest
    @ValueSource(strings = {"https://graph.facebook.com", "HTTPS://api.twilio.com:8443"})
    void allowsHttps(String url) {
        assertThat(STRICT.refusal(url, "https", "http")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "graph.facebook.com",
                "ftp://host",
                "https://",
                "https://user@host",
                "https://host/path",
                "https://host/",
                "https://host?x=1",
                "https://host#x",
                "https://ho st",
                "https://host:70000",
                "file:///etc/passwd"
            })
    void refusesWhatIsNotSchemeAndHost(String url) {
        assertThat(STRICT.refusal(url, "https", "http")).isPresent();
        assertThat(LOCAL.refusal(url, "https", "http")).isPresent();
    }

    @Test
    void allowsHttpOnlyWhereInsecureIsAllowed() {
        assertThat(STRICT.refusal("http://localhost:18090", "https", "http")).isPresent();
        assertThat(LOCAL.refusal("http://localhost:18090", "https", "http")).isEmpty();
    }

    @Test
    void judgesOtherSchemesAlike() {
        assertThat(STRICT.refusal("smpps://smsc.example:3550", "smpps", "smpp")).isEmpty();
        assertThat(STRICT.refusal("smpp://smsc.example:2775", "smpps", "smpp")).isPresent();
        assertThat(LOCAL.refusal("smpp://localhost:2775", "smpps", "smpp")).isEmpty();
        assertThat(LOCAL.refusal("https://smsc.example", "smpps", "smpp")).isPresent();
    }

    @Test
    void connectsToPublicAddressesOnlyOutsideOfTests() throws UnknownHostException {
        assertThat(LOCAL.addresses("127.0.0.1")).isNotEmpty();
        assertThatThrownBy(() -> STRICT.addresses("127.0.0.1")).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "64:ff9b::a00:1",
                "2002:0a00:0001::1",
                "2001:0:1234::1"
            })
    void neverConnectsToAnAddressThatIsNotPublic(String address) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"157.240.1.1", "100.128.0.1", "172.32.0.1", "2a03:2880:f12f:83:face:b00c:0:25de"})
    void connectsToPublicAddresses(String address) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void leavesPrivateAddressesOutOfANamesAddresses() throws UnknownHostException {
        InetAddress open = InetAddress.getByName("157.240.1.1");
        PublicAddresses mixed = new PublicAddresses(names(InetAddress.getByName("10.0.0.1"), open));
        assertThat(mixed.resolve("host")).containsExactly(open);
    }

    @Test
    void refusesANameWithPrivateAddressesOnly() throws UnknownHostException {
        PublicAddresses inside = new PublicAddresses(names(InetAddress.getByName("10.0.0.1")));
        assertThatThrownBy(() -> inside.resolve("host")).isInstanceOf(PublicAddresses.RefusedAddressException.class);
    }

    @Test
    void namesThePropertyThatIsWrong() {
        assertThatThrownBy(() -> Samples.egress(true, Duration.ZERO))
                .hasMessage("tidings.egress.answer-within is to be more than nothing and at most 5m, not 'PT0S'");
    }

    private static DnsResolver names(InetAddress... addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return addresses;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
