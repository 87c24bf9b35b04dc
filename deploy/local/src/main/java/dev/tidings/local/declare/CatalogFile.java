package dev.tidings.local.declare;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.PolicyRules;
import dev.tidings.contract.SenderAccount;
import dev.tidings.local.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A catalog as people write it: JSON with the lists accounts, templates, policies and smsServices, whose entries have the
 * names of the contract's fields. Texts may refer to variables as ${NAME}.
 *
 * @param entries what the file declares
 */
public record CatalogFile(List<Event> entries) {
    /** The variable with the address of the local simulator. */
    public static final String SIMULATOR_URL = "TIDINGS_SIMULATOR_URL";

    /** The variable with host and port of it alone: it follows from the other. */
    private static final String SIMULATOR_ADDRESS = "TIDINGS_SIMULATOR_ADDRESS";

    private static final String ENVIRONMENT = "env:";
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Map<String, Function<CatalogEntry, Event>> LISTS = Map.of(
            "accounts", CatalogEntries::account,
            "templates", CatalogEntries::template,
            "policies", CatalogEntries::policy,
            "smsServices", CatalogEntries::smsService);

    public CatalogFile {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a file.
     *
     * @param variables what ${NAME} may refer to
     * @throws UserError where it can't be read, naming the entry and its field
     */
    public static CatalogFile read(Path file, Map<String, String> variables) {
        try {
            return parse(Files.readString(file), variables);
        } catch (IOException e) {
            throw new UserError("The catalog " + file + " can't be read.", e);
        } catch (UserError e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        }
    }

    /** The accounts that it declares. */
    public List<SenderAccount> accounts() {
        return entries.stream()
                .filter(SenderAccount.class::isInstance)
                .map(SenderAccount.class::cast)
                .toList();
    }

    private Stream<FallbackPolicy> policies() {
        return entries.stream().filter(FallbackPolicy.class::isInstance).map(FallbackPolicy.class::cast);
    }

    /** What can be meant, and works in some installations alone: in sentences. */
    List<String> warnings() {
        return policies()
                .filter(policy -> policy.enabled()
                        && Stream.concat(
                                        Stream.ofNullable(policy.after()),
                                        policy.steps().stream()
                                                .map(FallbackStep::after)
                                                .filter(Objects::nonNull))
                                .anyMatch(CatalogFile::isUnusual))
                .map(policy -> CatalogLoader.key(policy) + ": requests with it are refused where"
                        + " tidings.fallback.shortest-after and longest-after are not set: after is to be from "
                        + PolicyRules.USUAL_SHORTEST_AFTER.toSeconds() + " to "
                        + PolicyRules.USUAL_LONGEST_AFTER.toSeconds() + " seconds then.")
                .toList();
    }

    private static boolean isUnusual(Duration after) {
        return after.compareTo(PolicyRules.USUAL_SHORTEST_AFTER) < 0
                || after.compareTo(PolicyRules.USUAL_LONGEST_AFTER) > 0;
    }

    /** The environment variables that accounts take their secrets from. */
    public Set<String> secretNames() {
        return accounts().stream()
                .flatMap(account -> account.credentials().values().stream())
                .flatMap(reference -> Stream.of(reference.split(",", -1)))
                .map(String::trim)
                .filter(reference -> reference.startsWith(ENVIRONMENT))
                .map(reference -> reference.substring(ENVIRONMENT.length()))
                .collect(Collectors.toSet());
    }

    static CatalogFile parse(String text, Map<String, String> given) {
        Map<String, String> variables = withAddress(given);
        JsonNode json = json(text);
        if (!json.isObject()) {
            throw new UserError("a catalog is a JSON object with accounts, templates, policies and smsServices");
        }
        List<Event> entries = new ArrayList<>();
        json.properties().forEach(list -> {
            Function<CatalogEntry, Event> reader = LISTS.get(list.getKey());
            if (reader == null || !list.getValue().isArray()) {
                throw new UserError(list.getKey() + ": there are only the lists accounts, templates, policies and"
                        + " smsServices");
            }
            int index = 0;
            for (JsonNode entry : list.getValue()) {
                entries.add(entry(list.getKey() + "[" + index++ + "]", entry, variables, reader));
            }
        });
        refuseRepeats(entries);
        CatalogFile file = new CatalogFile(entries);
        refuseWhatItsAccountsCannotDo(file);
        return file;
    }

    private static Map<String, String> withAddress(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        String url = given.getOrDefault(SIMULATOR_URL, "");
        if (!url.isEmpty()) {
            all.putIfAbsent(SIMULATOR_ADDRESS, url.substring(url.lastIndexOf('/') + 1));
        }
        return all;
    }

    private static Event entry(
            String name, JsonNode json, Map<String, String> variables, Function<CatalogEntry, Event> reader) {
        CatalogEntry entry = new CatalogEntry(name, json, variables);
        Event event = reader.apply(entry);
        entry.refuseUnread();
        entry.check(() -> CatalogLoader.key(event));
        return event;
    }

    private static void refuseRepeats(List<Event> entries) {
        Set<String> keys = new HashSet<>();
        for (Event entry : entries) {
            String key = CatalogLoader.key(entry);
            if (!keys.add(key)) {
                throw new UserError(key + " is declared twice");
            }
        }
    }

    private static void refuseWhatItsAccountsCannotDo(CatalogFile file) {
        PolicyAccounts accounts = new PolicyAccounts(file.accounts());
        if (!file.accounts().isEmpty()) {
            file.policies().filter(FallbackPolicy::enabled).forEach(accounts::check);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UserError("no JSON at line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        }
    }
}
