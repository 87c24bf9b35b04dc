package dev.tidings.testbed.simulator;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AbilityTable;
import dev.tidings.testbed.simulator.alibaba.ChatApp;
import dev.tidings.testbed.simulator.alibaba.GlobalSms;
import dev.tidings.testbed.simulator.alibaba.Sms;
import dev.tidings.testbed.simulator.instagram.Instagram;
import dev.tidings.testbed.simulator.line.Line;
import dev.tidings.testbed.simulator.messenger.Messenger;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Claim;
import dev.tidings.testbed.simulator.provider.Handshake;
import dev.tidings.testbed.simulator.provider.Ids;
import dev.tidings.testbed.simulator.provider.Provider;
import dev.tidings.testbed.simulator.smpp.Smpp;
import dev.tidings.testbed.simulator.telegram.Telegram;
import dev.tidings.testbed.simulator.twilio.Twilio;
import dev.tidings.testbed.simulator.viber.ViberBot;
import dev.tidings.testbed.simulator.viber.ViberBusiness;
import dev.tidings.testbed.simulator.whatsapp.WhatsApp;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The providers that are played: those that an account names. */
final class Providers {
    /** By the name that accounts have for them. */
    private static final Map<String, Provider.Factory> ALL = Map.ofEntries(
            Map.entry("alibaba-chatapp", ChatApp::new),
            Map.entry("alibaba-sms", Sms::new),
            Map.entry("alibaba-sms-global", GlobalSms::new),
            Map.entry("instagram", Instagram::of),
            Map.entry("line", Line::new),
            Map.entry("messenger", Messenger::of),
            Map.entry("smpp", Smpp::new),
            Map.entry("telegram-bot", Telegram::new),
            Map.entry("twilio", Twilio::new),
            Map.entry("viber-bot", ViberBot::new),
            Map.entry("viber-business", ViberBusiness::new),
            Map.entry("whatsapp-cloud", WhatsApp::new));

    private final List<Account> accounts;
    private final Map<String, Provider> byName;

    private Providers(List<Account> accounts, Map<String, Provider> byName) {
        this.accounts = accounts;
        this.byName = byName;
    }

    /**
     * The providers of these accounts.
     *
     * @throws IllegalArgumentException when nobody can play one, or an account lacks something.
     */
    static Providers of(List<Account> accounts, Ids ids, InstantSource clock) {
        Map<String, Provider> byName = new HashMap<>();
        accounts.stream()
                .collect(Collectors.groupingBy(Account::provider))
                .forEach((name, customers) ->
                        byName.put(name, factory(name).create(List.copyOf(customers), ids, clock)));
        return new Providers(List.copyOf(accounts), Map.copyOf(byName));
    }

    private static Provider.Factory factory(String name) {
        return Optional.ofNullable(ALL.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the provider " + name + " cannot be played; there are " + new TreeSet<>(ALL.keySet())));
    }

    /** Whose a call is; empty: nobody's. */
    Optional<Provider> addressee(Call call) {
        @Nullable Provider found = null;
        Claim strongest = Claim.NONE;
        for (Provider provider : byName.values()) {
            Claim claim = provider.claim(call);
            if (claim.compareTo(strongest) > 0) {
                found = provider;
                strongest = claim;
            }
        }
        return Optional.ofNullable(found);
    }

    /** The one that is not called over HTTP; empty: nobody has an account there. */
    Optional<Smpp> messageCentre() {
        return byName.values().stream()
                .filter(Smpp.class::isInstance)
                .map(Smpp.class::cast)
                .findFirst();
    }

    /** The set-up call for the webhook of an account of the catalog; empty: there is none. */
    Optional<Handshake> handshake(String channel, String accountId) {
        return accounts.stream()
                .filter(account ->
                        account.channel().equals(channel) && account.id().equals(accountId))
                .findFirst()
                .flatMap(account ->
                        Optional.ofNullable(byName.get(account.provider())).flatMap(each -> each.handshake(account)));
    }

    /** A provider on one of its channels, with what it can do there. */
    record Part(Provider provider, Abilities abilities) {}

    /** Every provider on every channel on which it has an account. */
    List<Part> parts() {
        return byName.entrySet().stream()
                .flatMap(named -> accounts.stream()
                        .filter(account -> account.provider().equals(named.getKey()))
                        .map(Account::channel)
                        .distinct()
                        .map(channel -> new Part(named.getValue(), abilities(channel, named.getKey()))))
                .toList();
    }

    private static Abilities abilities(String channel, String provider) {
        return AbilityTable.of(channel, provider)
                .orElseThrow(() -> new IllegalArgumentException(provider + " does not serve " + channel));
    }
}
