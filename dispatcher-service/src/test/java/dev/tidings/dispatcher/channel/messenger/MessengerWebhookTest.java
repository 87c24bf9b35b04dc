package dev.tidings.dispatcher.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.graph.MetaWebhookContract;
import dev.tidings.dispatcher.channel.registry.Bench;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessengerWebhookTest extends MetaWebhookContract {
    private static final String PERSON = "1234567890123456";
    private static final String CONVERSATION = Bench.KEYS.key("messenger", PERSON);
    private static final Instant WATERMARK = Instant.ofEpochMilli(AT - 210);

    @Override
    protected SenderAccount account() {
        return Samples.messenger("https://host");
    }

    @Override
    protected String owner() {
        return "300000000000001";
    }

    @Override
    protected String read() {
        return "\"read\":{\"watermark\":" + WATERMARK.toEpochMilli() + "}";
    }

    private static String delivery(String mids) {
        return "\"delivery\":{" + mids + "\"watermark\":" + WATERMARK.toEpochMilli() + "}";
    }

    private static Receipt receipt(ReceiptKind kind, @Nullable String id, @Nullable Instant upTo, Instant occurredAt) {
        return new Receipt("messenger", "shop", CONVERSATION, id, upTo, kind, null, null, occurredAt, Samples.NOW);
    }

    /** Messages by their ids at the time of the watermark: before it they were sent. */
    @Test
    void reportsEachMessageThatIsNamedAndAllUpToTheWatermark() throws Exception {
        assertThat(taken(webhook(event(PERSON, delivery("\"mids\":[\"m_1\",\"m_2\"],")))))
                .containsExactly(
                        receipt(ReceiptKind.DELIVERED, "m_1", null, WATERMARK),
                        receipt(ReceiptKind.DELIVERED, "m_2", null, WATERMARK),
                        receipt(ReceiptKind.DELIVERED, null, WATERMARK, Instant.ofEpochMilli(AT)));
        assertThat(bench.statuses("taken")).isEqualTo(1);
    }

    @Test
    void reportsUpToTheWatermarkWhereNoMessageIsNamed() throws Exception {
        assertThat(taken(webhook(event(PERSON, delivery("")))))
                .containsExactly(receipt(ReceiptKind.DELIVERED, null, WATERMARK, Instant.ofEpochMilli(AT)));
    }

    @Test
    void reportsWhatWasRead() throws Exception {
        assertThat(taken(webhook(event(PERSON, read()))))
                .containsExactly(receipt(ReceiptKind.READ, null, WATERMARK, Instant.ofEpochMilli(AT)));
    }

    /** The sample of Meta's page has no time of its own. */
    @Test
    void takesTheWatermarkForTheTimeWhereThereIsNone() throws Exception {
        String event = event(PERSON, read()).replace("\"timestamp\":" + AT + ",", "");
        assertThat(taken(webhook(event))).containsExactly(receipt(ReceiptKind.READ, null, WATERMARK, WATERMARK));
    }

    @Test
    void takesABatchInItsOrder() throws Exception {
        assertThat(taken(webhook(event(PERSON, read()), event("8", delivery("\"mids\":[\"m_9\"],")))))
                .extracting(Receipt::kind)
                .containsExactly(ReceiptKind.READ, ReceiptKind.DELIVERED, ReceiptKind.DELIVERED);
        assertThat(bench.receipts.getLast().correlationId()).isEqualTo(Bench.KEYS.key("messenger", "8"));
    }

    /** A watermark out of the future would go for messages that are yet to be sent. */
    @Test
    void takesTheFutureForNow() throws Exception {
        assertThat(taken(webhook(event(PERSON, "\"read\":{\"watermark\":99999999999999}"))))
                .extracting(Receipt::upTo)
                .containsExactly(Samples.NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"read\":{}",
                "\"read\":{\"watermark\":\"soon\"}",
                "\"read\":{\"watermark\":-1}",
                "\"read\":{\"watermark\":1e300}",
                "\"delivery\":null",
                "\"delivery\":{\"mids\":[\"m_1\"]}"
            })
    void takesNothingThatSaysNoTime(String what) throws Exception {
        assertThat(taken(webhook(event(PERSON, what)))).isEmpty();
        assertThat(bench.statuses("malformed")).isEqualTo(1);
    }

    @Test
    void takesNothingOfNobody() throws Exception {
        assertThat(taken(webhook(event("", read())))).isEmpty();
        assertThat(bench.statuses("malformed")).isEqualTo(1);
    }

    @Test
    void passesOverIdsThatMakeNoSense() throws Exception {
        String mids = "\"mids\":[\"\",7,{},\"" + "x".repeat(600) + "\",\"m_1\"],";
        assertThat(taken(webhook(event(PERSON, delivery(mids)))))
                .extracting(Receipt::providerMessageId)
                .containsExactly("7", "m_1", null);
    }

    @Test
    void namesNobodysAddress() throws Exception {
        assertThat(taken(webhook(event(PERSON, read()))).toString()).doesNotContain(PERSON);
    }
}
