package dev.tidings.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider reported by webhook. Topic tidings.receipts, key: account and correlation id.
 *
 * @param channel Chat app or sms: whatsapp, messenger, instagram, viber, telegram, line, sms.
 * @param accountId Sending account in the catalog, together with the channel.
 * @param correlationId Our own id where the provider echoes it, else the provider's message id.
 * @param providerMessageId The provider's id of the message; absent: it named none.
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
        ReceiptKind kind,
        @Nullable Reason reason,
        @Nullable String providerCode,
        Instant occurredAt,
        Instant receivedAt)
        implements Event {}
