package dev.tidings.fallback.topology;

import dev.tidings.catalog.Catalog;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A catalog that says about every tenant's SMS what is said at the moment, and nothing about anything else. */
record SmsCatalog(Supplier<SmsService> current) implements Catalog {
    @Override
    public Optional<SenderAccount> account(String channel, String accountId) {
        return Optional.empty();
    }

    @Override
    public Collection<SenderAccount> accounts() {
        return List.of();
    }

    @Override
    public Optional<MessageTemplate> template(String channel, String code, String language) {
        return Optional.empty();
    }

    @Override
    public Optional<FallbackPolicy> policy(String id) {
        return Optional.empty();
    }

    @Override
    public Optional<SmsService> smsService(String tenant) {
        return Optional.of(current.get());
    }
}
