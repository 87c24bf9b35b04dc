package dev.tidings.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider reported by webhook. Topic tidings.receipts, key: account and correlation id.
 *
 * @param channel Chat app or sms: whatsapp, messenger, instagram, viber, telegram, line, sms.
 * @param accountId Sending account in the catalog, together with the channel.
 * @param correlationId Our own id where the provider echoes it; the recipient's key where the provider reports by conversation; else the provider's message id.
 * @param providerMessageId The provider's id of the message; absent: it named none.
 * @param upTo It is about all messages of the conversation that were sent up to then, says the provider, UTC milliseconds; absent: it is about one message.
 * @param kind What is reported.
 * @param reason Why it was not delivered; absent when it was.
 * @param providerCode The provider's own code; absent: it gave none.
 * @param occurredAt When it happened, says the provider, UTC milliseconds.
 * @param receivedAt When the webhook came, UTC milliseconds.
 */
public record Receipt(
        String channel,
        String accountId,
        String correlationId,
        @Nullable String providerMessageId,
        @Nullable Instant upTo,
        ReceiptKind kind,
        @Nullable Reason reason,
        @Nullable String providerCode,
        Instant occurredAt,
        Instant receivedAt)
        implements Event {
    /** A receipt of one message. */
    public Receipt(
            String channel,
            String accountId,
            String correlationId,
            @Nullable String providerMessageId,
            ReceiptKind kind,
            @Nullable Reason reason,
            @Nullable String providerCode,
            Instant occurredAt,
            Instant receivedAt) {
        this(
                channel,
                accountId,
                correlationId,
                providerMessageId,
                null,
                kind,
                reason,
                providerCode,
                occurredAt,
                receivedAt);
    }
}
