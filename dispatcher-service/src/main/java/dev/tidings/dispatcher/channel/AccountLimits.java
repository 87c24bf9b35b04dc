package dev.tidings.dispatcher.channel;

import dev.tidings.abilities.Limits;
import dev.tidings.abilities.Limits.PerRecipient;
import dev.tidings.contract.SenderAccount;
import org.jspecify.annotations.Nullable;

/**
 * What bounds the sends of an account, over all instances where nothing else is said.
 *
 * @param perSecond messages a second, of an SMS its parts; absent: no limit
 * @param maxConcurrent calls in flight at once from one instance; absent: as many as the dispatcher's places allow, which bound it in any case
 * @param perRecipient messages to one recipient; absent: no limit
 */
public record AccountLimits(
        @Nullable Integer perSecond,
        @Nullable Integer maxConcurrent,
        @Nullable PerRecipient perRecipient) {
    /** No limit at all. */
    public static final AccountLimits NONE = new AccountLimits(null, null, null);

    /** What the catalog says of an account, else what its provider allows every account. */
    public static AccountLimits of(SenderAccount account, Limits everyones) {
        return new AccountLimits(
                account.messagesPerSecond() == null ? everyones.perSecond() : account.messagesPerSecond(),
                account.maxConcurrent(),
                "off".equals(account.settings().get("pairLimit")) ? null : everyones.perRecipient());
    }
}
