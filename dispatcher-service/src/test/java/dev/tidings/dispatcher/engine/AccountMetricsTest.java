package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.Event;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.account.Account;
import dev.tidings.dispatcher.account.AccountKey;
import dev.tidings.dispatcher.account.AccountTimes;
import dev.tidings.dispatcher.account.Accounts;
import dev.tidings.dispatcher.account.Cause;
import dev.tidings.dispatcher.account.SharedPlaces;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScriptedChannels channels = new ScriptedChannels();
    private final Accounts accounts =
            new Accounts(channels, new SharedPlaces(100, 100), new AccountTimes(() -> 1, _ -> true));

    private static SenderAccount account(String id, boolean enabled) {
        return new SenderAccount(
                "whatsapp",
                id,
                null,
                enabled,
                "whatsapp-cloud",
                "https://example.test",
                Map.of(),
                Map.of(),
                null,
                null);
    }

    private AccountMetrics metrics(Event... catalog) {
        return metrics(List.of(catalog));
    }

    private AccountMetrics metrics(List<Event> catalog) {
        AccountMetrics metrics = new AccountMetrics(meters, MapCatalog.of(catalog));
        metrics.watch(accounts);
        return metrics;
    }

    private static AccountKey key(String id) {
        return new AccountKey("whatsapp", id);
    }

    private double gauge(String name, String account) {
        return meters.get("tidings.account." + name)
                .tag("account", account)
                .gauge()
                .value();
    }

    private double count(String name, String account, String label, String value) {
        return meters.get("tidings.account." + name)
                .tag("account", account)
                .tag(label, value)
                .counter()
                .count();
    }

    private Set<String> labels() {
        return meters.get("tidings.account.in.flight").gauges().stream()
                .map(gauge -> String.valueOf(gauge.getId().getTag("account")))
                .collect(Collectors.toSet());
    }

    @Test
    void showsTheAccountsOfTheCatalogFromTheStart() {
        metrics(account("shop", true), account("closed", false));

        assertThat(labels()).containsExactlyInAnyOrder("whatsapp/shop", "other");
        assertThat(count("results", "whatsapp/shop", "status", "sent")).isZero();
        assertThat(gauge("breaker.open", "whatsapp/shop")).isZero();
    }

    @Test
    void showsAHundredAndTheOthersTogether() {
        AccountMetrics metrics = metrics(IntStream.range(0, 150)
                .<Event>mapToObj(i -> account("a%03d".formatted(i), true))
                .toList());
        for (int i = 0; i < 150; i++) {
            metrics.ended(key("a%03d".formatted(i)), Status.SENT);
        }

        assertThat(labels()).hasSize(101).contains("whatsapp/a000", "whatsapp/a099", "other");
        assertThat(count("results", "whatsapp/a099", "status", "sent")).isEqualTo(1);
        assertThat(count("results", "other", "status", "sent")).isEqualTo(50);
    }

    @Test
    void anAccountThatTheCatalogDoesNotKnowTakesNoPlace() {
        AccountMetrics metrics = metrics(account("shop", true));
        for (int i = 0; i < 1_000; i++) {
            metrics.ended(key("stranger" + i), Status.FAILED);
        }

        assertThat(labels()).containsExactlyInAnyOrder("whatsapp/shop", "other");
        assertThat(count("results", "other", "status", "failed")).isEqualTo(1_000);
    }

    @Test
    void countsWhatIsPostponed() {
        AccountMetrics metrics = metrics(account("shop", true));
        metrics.postponed(key("shop"), Cause.BREAKER);

        assertThat(count("postponed", "whatsapp/shop", "cause", "breaker")).isEqualTo(1);
        assertThat(count("postponed", "whatsapp/shop", "cause", "rate")).isZero();
    }

    @Test
    void showsThisProcessesShareOfTheLimit() {
        metrics(account("shop", true));
        assertThat(gauge("rate.limit", "whatsapp/shop")).isNaN();

        channels.limits = new AccountLimits(80, null, null);
        accounts.share(0.25);

        assertThat(gauge("rate.limit", "whatsapp/shop")).isEqualTo(20);
        assertThat(gauge("rate.limit", "other")).isNaN();
    }

    @Test
    void showsWhatRunsAndThatTheProviderDoesNotAnswer() throws InterruptedException {
        metrics(account("shop", true));
        SendTask task = task("a").make();
        Account shop = accounts.of(task).orElseThrow();
        shop.entered();
        assertThat(gauge("in.flight", "whatsapp/shop")).isEqualTo(1);
        assertThat(gauge("in.flight", "other")).isZero();

        for (int i = 0; i < 20; i++) {
            shop.entered();
            assertThat(shop.takeTurn(1, 1)).isTrue();
            shop.called(new Outcome.Unreachable("no connection"), Duration.ofMillis(20));
        }

        assertThat(gauge("breaker.open", "whatsapp/shop")).isEqualTo(1);
        assertThat(gauge("breaker.open", "other")).isZero();
    }

    @Test
    void showsThoseWithoutAPlaceAsTheWorstOfThem() throws InterruptedException {
        metrics();
        Account shop = accounts.of(task("a").make()).orElseThrow();
        for (int i = 0; i < 20; i++) {
            shop.entered();
            assertThat(shop.takeTurn(1, 1)).isTrue();
            shop.called(new Outcome.Unreachable("no connection"), Duration.ofMillis(20));
        }

        assertThat(gauge("breaker.open", "other")).isEqualTo(1);
        assertThat(gauge("in.flight", "other")).isEqualTo(20);
    }
}
