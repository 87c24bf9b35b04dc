package dev.tidings.catalog;

import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import java.util.Collection;
import java.util.Optional;

/** What is configured at this moment. Disabled entries are returned too: whoever asks decides what that means. */
public interface Catalog {
    Optional<SenderAccount> account(String channel, String accountId);

    /** All accounts, in no order. */
    Collection<SenderAccount> accounts();

    Optional<MessageTemplate> template(String channel, String code, String language);

    Optional<FallbackPolicy> policy(String id);

    /** The tenant's own entry, else the one for all others ({@code *}). */
    Optional<SmsService> smsService(String tenant);
}
