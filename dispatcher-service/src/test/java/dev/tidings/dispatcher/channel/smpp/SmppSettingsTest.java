package dev.tidings.dispatcher.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.smpp.SmppSettings.Centre;
import dev.tidings.dispatcher.channel.smpp.SmppSettings.Parts;
import dev.tidings.dispatcher.channel.smpp.SmppSettings.Party;
import dev.tidings.dispatcher.channel.smpp.SmppSettings.Wording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppSettingsTest {
    private static Sender sender(String baseUrl, String... settings) {
        return new Sender(Desk.account(baseUrl, settings), new Secret("secret"));
    }

    private static SmppSettings settings(String baseUrl, String... settings) {
        Sender sender = sender(baseUrl, settings);
        assertThat(SmppSettings.problem(sender)).isEmpty();
        return SmppSettings.of(sender);
    }

    @Test
    void whatIsNotSaidIsAsUsual() {
        SmppSettings usual = settings("smpps://smsc.example");
        assertThat(usual.centre()).isEqualTo(new Centre("smsc.example", 3550, true));
        assertThat(usual.login().systemType()).isEmpty();
        assertThat(usual.wording()).isEqualTo(new Wording(Parts.UDH, (byte) 0));
        assertThat(usual.receiptIds()).isEqualTo(ReceiptIds.SAME);
        assertThat(usual.window()).isEqualTo(10);
        assertThat(settings("smpp://smsc.example").centre()).isEqualTo(new Centre("smsc.example", 2775, false));
        assertThat(settings("smpp://smsc.example:17000").centre().port()).isEqualTo(17_000);
    }

    @Test
    void whatIsSaidCounts() {
        SmppSettings said = settings(
                "smpp://smsc.example",
                "systemType",
                "OTA",
                "from",
                "+15005550006",
                "sourceTon",
                "2",
                "sourceNpi",
                "8",
                "parts",
                "sar",
                "dataCoding",
                "241",
                "receiptIds",
                "decimal",
                "window",
                "50");
        assertThat(said.login().systemType()).isEqualTo("OTA");
        assertThat(said.source()).isEqualTo(new Party("15005550006", (byte) 2, (byte) 8));
        assertThat(said.wording()).isEqualTo(new Wording(Parts.SAR, (byte) 0xf1));
        assertThat(said.receiptIds()).isEqualTo(ReceiptIds.DECIMAL);
        assertThat(said.window()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"+15005550006,15005550006,1,1", "72345,72345,0,0", "Shop,Shop,5,0"})
    void theSendersFormTellsItsType(String from, String address, byte type, byte plan) {
        assertThat(settings("smpp://smsc.example", "from", from).source()).isEqualTo(new Party(address, type, plan));
    }

    @ParameterizedTest
    @CsvSource({
        "systemId,a-very-long-system-id", "systemId,''", "from,''", "from,a name with umläut",
                "from,+123456789012345678901",
        "systemType,much too long a type", "sourceTon,7", "sourceNpi,19", "parts,none", "dataCoding,256",
        "receiptIds,octal", "window,0", "window,10000"
    })
    void refusesWithoutAConnectionWhereASettingIsWrong(String name, String value) {
        // No port listens there, and none is asked.
        try (Desk desk = Desk.at("smpp://localhost:1", name, value)) {
            assertThat(desk.send("hello")).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
                assertThat(rejected.reason()).isEqualTo(Reason.INVALID_REQUEST);
                assertThat(rejected.detail()).contains(name);
            });
        }
    }

    @Test
    void refusesAPasswordThatNoPduCanHold() {
        try (Desk desk = Desk.withPassword("smpp://localhost:1", "nine-long")) {
            assertThat(desk.send("hello"))
                    .isEqualTo(new Outcome.Rejected(
                            Reason.INVALID_REQUEST,
                            "SMPP knows passwords of at most 8 characters, and the account's is longer",
                            null));
        }
    }

    @Test
    void tellsNoSecret() {
        assertThat(settings("smpp://smsc.example").toString()).doesNotContain("secret", "Shop");
    }
}
