package dev.tidings.dispatcher.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the specification's section 5.1.3 says of the codes, put down once more apart from the table. */
class SmppErrorsTest {
    private final AtomicInteger unknown = new AtomicInteger();
    private final Statuses statuses = new Statuses(Desk.account("smpp://localhost"), _ -> unknown.incrementAndGet());

    @ParameterizedTest
    @CsvSource({
        "0x0B,RECIPIENT_INVALID", "0x0E,AUTHENTICATION_FAILED", "0x0F,AUTHENTICATION_FAILED", "0x0A,SENDER_BLOCKED",
        "0x45,PROVIDER_ERROR", "0x65,PROVIDER_ERROR", "0x66,PROVIDER_ERROR", "0xFE,PROVIDER_ERROR",
        "0x01,INVALID_REQUEST", "0x03,INVALID_REQUEST", "0x15,INVALID_REQUEST", "0x43,INVALID_REQUEST",
        "0x62,INVALID_REQUEST", "0xC4,INVALID_REQUEST", "0x101,SENDER_BLOCKED"
    })
    void refusesForGood(String code, Reason reason) {
        assertThat(statuses.meaning(Integer.decode(code))).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.providerCode()).isEqualTo(code);
        });
        assertThat(unknown).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x58, 0x14})
    void slowsTheAccountDown(int status) {
        assertThat(statuses.meaning(status))
                .isInstanceOfSatisfying(
                        Outcome.Throttled.class,
                        throttled -> assertThat(throttled.recipientOnly()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x08, 0x04, 0x0D, 0x64, 0x102})
    void triesAgainWhereItIsTheCentresTrouble(int status) {
        assertThat(statuses.meaning(status)).isInstanceOf(Outcome.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x400, 0x77, -1})
    void keepsAndCountsACodeThatItDoesNotKnow(int status) {
        assertThat(statuses.meaning(status)).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.PROVIDER_ERROR);
            assertThat(rejected.providerCode()).isEqualTo(SmppErrors.code(status));
        });
        assertThat(unknown).hasValue(1);
    }

    @Test
    void writesCodesAsTheSpecificationDoes() {
        assertThat(SmppErrors.code(0x0B)).isEqualTo("0x0B");
        assertThat(SmppErrors.code(0x58)).isEqualTo("0x58");
        assertThat(SmppErrors.code(0x400)).isEqualTo("0x400");
        assertThat(SmppErrors.code(-1)).isEqualTo("0xFFFFFFFF");
    }
}
