package dev.tidings.dispatcher.channel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.http.HttpAnswer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of providers that are unlike those that there are adapters for in {@link Odd}. */
class AnswerReaderTest {
    private final List<SenderAccount> unknown = new ArrayList<>();
    private final AnswerReader reader = new AnswerReader(InstantSource.fixed(Samples.NOW), unknown::add);

    private Outcome read(int status, String body) {
        return reader.read(new Odd(), Samples.whatsApp("https://host"), new HttpAnswer.Answered(status, "90", body));
    }

    @Test
    void acceptsUnderAStatusThatTheAdapterNames() {
        assertThat(read(409, "{\"id\":\"m-1\"}")).isEqualTo(new Outcome.Accepted("m-1"));
        assertThat(read(404, "{\"id\":\"m-1\"}")).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void waitsForAsLongAsTheBodySaysBeforeTheHeader() {
        assertThat(read(429, "{\"wait\":35}"))
                .isEqualTo(new Outcome.Throttled("the provider limits the rate", null, Duration.ofSeconds(35), false));
        assertThat(read(429, "{\"wait\":-1}"))
                .isEqualTo(new Outcome.Throttled("the provider limits the rate", null, Duration.ofSeconds(90), false));
        assertThat(read(429, "{\"wait\":99999999}"))
                .isEqualTo(new Outcome.Throttled("the provider limits the rate", null, Duration.ofDays(1), false));
    }

    @Test
    void takesWordsForCodes() {
        assertThat(read(200, "{\"code\":\"isv.BUSY\"}"))
                .isEqualTo(new Outcome.Throttled("busy", "isv.BUSY", Duration.ofSeconds(90), false));
        assertThat(read(200, "{\"code\":\"7\"}")).isEqualTo(new Outcome.Rejected(Reason.RECIPIENT_INVALID, "who", "7"));
        assertThat(unknown).isEmpty();
    }

    @Test
    void believesARefusalUnder200WhereTheProviderRefusesLikeThat() {
        assertThat(read(200, "{\"code\":\"new\"}"))
                .isEqualTo(new Outcome.Rejected(
                        Reason.PROVIDER_ERROR, "HTTP 200 for a reason that is not documented", "new"));
        assertThat(unknown).hasSize(1);
        assertThat(read(200, "{}")).isInstanceOf(Outcome.Uncertain.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not to +6581234567", "+6581234567", "", "é", "\\n"})
    void passesNoSentenceOnAsACode(String code) {
        assertThat(read(400, "{\"code\":\"" + code + "\"}"))
                .isEqualTo(new Outcome.Rejected(
                        Reason.PROVIDER_ERROR, "HTTP 400 for a reason that is not documented", null));
    }

    private static final class Odd implements HttpProvider {
        private static final ErrorTable TABLE = ErrorTable.builder()
                .tooFast("busy", "isv.BUSY")
                .refused(Reason.RECIPIENT_INVALID, "who", 7)
                .build();

        @Override
        public String provider() {
            return "odd";
        }

        @Override
        public String sendingCredential() {
            return "token";
        }

        @Override
        public Draft draft(SendTask task, Sender sender) {
            return Draft.invalid("never asked for");
        }

        @Override
        public boolean mayAccept(int status) {
            return status == 200 || status == 409;
        }

        @Override
        public Optional<String> acceptedId(Reply reply) {
            return Optional.of(reply.json().path("id").asString("")).filter(id -> !id.isEmpty());
        }

        @Override
        public Optional<String> errorCode(Reply reply) {
            return Optional.of(reply.json().path("code").asString("")).filter(code -> !code.isEmpty());
        }

        @Override
        public ErrorTable errors() {
            return TABLE;
        }

        @Override
        public boolean refusesWithSuccess() {
            return true;
        }

        @Override
        public Optional<Duration> retryAfter(Reply reply) {
            return Optional.of(Duration.ofSeconds(reply.json().path("wait").asLong(0)));
        }
    }
}
