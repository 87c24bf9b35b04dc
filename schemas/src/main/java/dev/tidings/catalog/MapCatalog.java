package dev.tidings.catalog;

import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalog that does not change. Of two entries with one key, the later counts. */
public final class MapCatalog implements Catalog {
    private record AccountKey(String channel, String id) {}

    private record TemplateKey(String channel, String code, String language) {}

    private final Map<AccountKey, SenderAccount> accounts = new HashMap<>();
    private final Map<TemplateKey, MessageTemplate> templates = new HashMap<>();
    private final Map<String, FallbackPolicy> policies = new HashMap<>();
    private final Map<String, SmsService> smsServices = new HashMap<>();

    private MapCatalog(Collection<? extends Event> entries) {
        entries.forEach(this::add);
    }

    /** A catalog of these entries; {@link IllegalArgumentException} for an event that is none. */
    public static MapCatalog of(Event... entries) {
        return of(List.of(entries));
    }

    /** A catalog of these entries; {@link IllegalArgumentException} for an event that is none. */
    public static MapCatalog of(Collection<? extends Event> entries) {
        return new MapCatalog(entries);
    }

    @Override
    public Optional<SenderAccount> account(String channel, String accountId) {
        return Optional.ofNullable(accounts.get(new AccountKey(channel, accountId)));
    }

    @Override
    public Collection<SenderAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    @Override
    public Optional<MessageTemplate> template(String channel, String code, String language) {
        return Optional.ofNullable(templates.get(new TemplateKey(channel, code, language)));
    }

    @Override
    public Optional<FallbackPolicy> policy(String id) {
        return Optional.ofNullable(policies.get(id));
    }

    @Override
    public Optional<SmsService> smsService(String tenant) {
        return Optional.ofNullable(smsServices.get(tenant))
                .or(() -> Optional.ofNullable(smsServices.get(CatalogKeys.ALL_OTHERS)));
    }

    private void add(Event entry) {
        switch (entry) {
            case SenderAccount account -> accounts.put(new AccountKey(account.channel(), account.accountId()), account);
            case MessageTemplate template ->
                templates.put(new TemplateKey(template.channel(), template.code(), template.language()), template);
            case FallbackPolicy policy -> policies.put(policy.policyId(), policy);
            case SmsService sms -> smsServices.put(sms.tenant(), sms);
            case Event other ->
                throw new IllegalArgumentException(other.getClass().getSimpleName() + " is no catalog entry");
        }
    }
}
