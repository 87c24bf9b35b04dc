package dev.tidings.dispatcher.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.graph.MetaWebhookContract;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstagramWebhookTest extends MetaWebhookContract {
    @Override
    protected SenderAccount account() {
        return Samples.instagram("https://host");
    }

    @Override
    protected String owner() {
        return "400000000000001";
    }

    @Override
    protected String read() {
        return "\"read\":{\"mid\":\"aWdf-1\"}";
    }

    @Test
    void reportsTheMessageThatWasRead() throws Exception {
        assertThat(taken(webhook(event("7", read()))))
                .containsExactly(new Receipt(
                        "instagram",
                        "shop",
                        "aWdf-1",
                        "aWdf-1",
                        ReceiptKind.READ,
                        null,
                        null,
                        Instant.ofEpochMilli(AT),
                        Samples.NOW));
    }

    @Test
    void takesNowForTheTimeWhereThereIsNone() throws Exception {
        String event = event("7", read()).replace("\"timestamp\":" + AT + ",", "");
        assertThat(taken(webhook(event))).extracting(Receipt::occurredAt).containsExactly(Samples.NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"read\":{}", "\"read\":null", "\"read\":{\"mid\":\"\"}", "\"read\":{\"watermark\":1}"})
    void takesNothingThatNamesNoMessage(String what) throws Exception {
        assertThat(taken(webhook(event("7", what)))).isEmpty();
        assertThat(bench.statuses("malformed")).isEqualTo(1);
    }

    @Test
    void knowsNoDeliveries() throws Exception {
        assertThat(taken(webhook(event("7", "\"delivery\":{\"mids\":[\"aWdf-1\"],\"watermark\":1}"))))
                .isEmpty();
        assertThat(bench.statuses("other")).isEqualTo(1);
    }
}
