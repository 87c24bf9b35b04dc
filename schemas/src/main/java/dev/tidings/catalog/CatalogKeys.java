package dev.tidings.catalog;

import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;

/** The record keys of the catalog topic: what an entry is about, so that a later entry replaces it. */
public final class CatalogKeys {
    /** Stands for all tenants that have no SMS entry of their own. */
    public static final String ALL_OTHERS = "*";

    private CatalogKeys() {}

    /**
     * The key of this entry: account/CHANNEL/ID, template/CHANNEL/CODE/LANGUAGE, policy/ID or sms/TENANT.
     *
     * @throws IllegalArgumentException where the event is no catalog entry, or a part of its key is empty or has a slash
     */
    public static String of(Event entry) {
        return switch (entry) {
            case SenderAccount account -> key("account", account.channel(), account.accountId());
            case MessageTemplate template -> key("template", template.channel(), template.code(), template.language());
            case FallbackPolicy policy -> key("policy", policy.policyId());
            case SmsService sms -> key("sms", sms.tenant());
            case Event other ->
                throw new IllegalArgumentException(other.getClass().getSimpleName() + " is no catalog entry");
        };
    }

    private static String key(String kind, String... parts) {
        for (String part : parts) {
            // With a slash inside a part, two entries could share a key.
            if (part.isEmpty() || part.indexOf('/') >= 0) {
                throw new IllegalArgumentException(
                        "a part of the key of a catalog entry (" + kind + ") is empty or has a slash");
            }
        }
        return kind + '/' + String.join("/", parts);
    }
}
