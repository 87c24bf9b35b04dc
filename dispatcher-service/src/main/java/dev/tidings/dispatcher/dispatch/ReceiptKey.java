package dev.tidings.dispatcher.dispatch;

import dev.tidings.contract.Correlation;
import dev.tidings.contract.Receipt;

/** The key under which a receipt and its correlation meet: CHANNEL/ACCOUNT/CORRELATIONID; all of a conversation under one. */
public final class ReceiptKey {
    private ReceiptKey() {}

    public static String of(Correlation correlation) {
        return of(correlation.channel(), correlation.accountId(), correlation.correlationId());
    }

    public static String of(Receipt receipt) {
        return of(receipt.channel(), receipt.accountId(), receipt.correlationId());
    }

    private static String of(String channel, String accountId, String correlationId) {
        return channel + '/' + accountId + '/' + correlationId;
    }
}
