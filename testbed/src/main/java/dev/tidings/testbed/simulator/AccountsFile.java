package dev.tidings.testbed.simulator;

import dev.tidings.contract.SenderAccount;
import dev.tidings.local.declare.CatalogFile;
import dev.tidings.local.settings.UserError;
import dev.tidings.testbed.simulator.provider.Account;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The accounts at the providers: those of the catalog file that Tidings is given too, so that each is written down once. Of a credential
 * with two secrets the first is the one in use.
 */
public final class AccountsFile {
    private static final String ENVIRONMENT = "env:";

    private AccountsFile() {}

    /**
     * Reads the accounts.
     *
     * @param webhooks Base of the customer's webhooks; null when there is nobody to report to.
     * @param environment Holds the secrets that credentials name.
     * @throws IllegalArgumentException when the file is no catalog, or a secret is missing; the message says which.
     */
    public static List<Account> read(Path file, @Nullable URI webhooks, Map<String, String> environment) {
        return catalog(file).accounts().stream()
                .map(entry -> account(entry, webhooks, environment))
                .toList();
    }

    private static CatalogFile catalog(Path file) {
        try {
            // Where the simulator is called is no business of its own.
            return CatalogFile.read(file, Map.of(CatalogFile.SIMULATOR_URL, "http://localhost"));
        } catch (UserError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Account account(SenderAccount entry, @Nullable URI webhooks, Map<String, String> environment) {
        Map<String, String> secrets = new HashMap<>();
        new TreeMap<>(entry.credentials())
                .forEach((name, reference) -> secrets.put(name, secret(entry, reference, environment)));
        return new Account(
                entry.channel(),
                entry.accountId(),
                entry.provider(),
                webhooks == null
                        ? null
                        : URI.create(webhooks + "/webhooks/" + entry.channel() + "/" + entry.accountId()),
                entry.settings(),
                secrets);
    }

    private static String secret(SenderAccount entry, String reference, Map<String, String> environment) {
        String inUse = reference.split(",", -1)[0].trim();
        if (!inUse.startsWith(ENVIRONMENT)) {
            throw new IllegalArgumentException("the account " + entry.channel() + "/" + entry.accountId()
                    + " keeps a secret in a file; here they come from the environment, as env:NAME");
        }
        String name = inUse.substring(ENVIRONMENT.length());
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }
}
