package dev.tidings.dispatcher.engine;

import dev.tidings.catalog.Catalog;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.account.Account;
import dev.tidings.dispatcher.account.AccountKey;
import dev.tidings.dispatcher.account.Accounts;
import dev.tidings.dispatcher.account.Cause;
import dev.tidings.runtime.CounterFamily;
import dev.tidings.runtime.Counters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of sending accounts: of a bounded number of them each by itself, and of all others together. Which those are is
 * decided once: first those that the catalog has when the engine starts, then those that come, while there is room.
 */
final class AccountMetrics {
    static final int MOST = 100;
    static final String OTHERS = "other";

    private static final List<Status> ENDS = List.of(Status.SENT, Status.FAILED, Status.EXPIRED, Status.UNKNOWN);

    private final MeterRegistry meters;
    private final Catalog catalog;
    private final Map<AccountKey, Shown> shown = new ConcurrentHashMap<>();
    private final Shown others;
    private volatile @Nullable Accounts accounts;

    private record Shown(Counters<Cause> postponed, Counters<Status> ended) {}

    AccountMetrics(MeterRegistry meters, Catalog catalog) {
        this.meters = meters;
        this.catalog = catalog;
        this.others = show(OTHERS, this::rest);
    }

    /** From now on these accounts are shown. The catalog has been read. */
    void watch(Accounts used) {
        accounts = used;
        catalog.accounts().stream()
                .filter(SenderAccount::enabled)
                .map(account -> new AccountKey(account.channel(), account.accountId()))
                .sorted(Comparator.comparing(AccountKey::text))
                .forEach(this::admit);
    }

    void postponed(AccountKey account, Cause cause) {
        of(account).postponed().increment(cause);
    }

    void ended(AccountKey account, Status status) {
        of(account).ended().increment(status);
    }

    private Shown of(AccountKey account) {
        Shown known = shown.get(account);
        return known != null ? known : admit(account);
    }

    /** A task can name any account: one that the catalog does not know takes no place from those it does. */
    private Shown admit(AccountKey account) {
        if (shown.size() >= MOST
                || catalog.account(account.channel(), account.accountId()).isEmpty()) {
            return others;
        }
        synchronized (this) {
            return shown.size() >= MOST
                    ? shown.getOrDefault(account, others)
                    : shown.computeIfAbsent(account, key -> show(key.text(), () -> Stream.of(key)));
        }
    }

    /** Those that are not shown by themselves. */
    private Stream<AccountKey> rest() {
        Accounts all = accounts;
        return all == null ? Stream.empty() : all.used().keySet().stream().filter(key -> !shown.containsKey(key));
    }

    private Shown show(String label, Supplier<Stream<AccountKey>> keys) {
        gauge(
                        "breaker.open",
                        () -> used(keys).mapToDouble(Account::breakerOpen).max().orElse(0))
                .description(
                        "1 while the account's provider is left alone, since it does not answer; 0.5 while it is probed")
                .tag("account", label)
                .register(meters);
        gauge("in.flight", () -> used(keys).mapToInt(Account::inFlight).sum())
                .description("Tasks of the account that run and have no answer yet")
                .tag("account", label)
                .register(meters);
        gauge("rate.limit", () -> perSecond(keys.get()))
                .description("This process's share of the account's limit, messages a second")
                .tag("account", label)
                .register(meters);
        return new Shown(
                counter("postponed", "Tasks of the account that are tried later without a call", label)
                        .by("cause", Cause.class),
                counter("results", "Results of the account's steps", label).by("status", ENDS, CounterFamily::lower));
    }

    private static Gauge.Builder<?> gauge(String name, Supplier<Number> value) {
        return Gauge.builder("tidings.account." + name, value);
    }

    private CounterFamily counter(String name, String description, String label) {
        return new CounterFamily(meters, "tidings.account." + name, description).with("account", label);
    }

    private Stream<Account> used(Supplier<Stream<AccountKey>> keys) {
        Accounts all = accounts;
        return all == null
                ? Stream.empty()
                : keys.get().flatMap(key -> Stream.ofNullable(all.used().get(key)));
    }

    /** Not a number where none of them is limited. */
    private double perSecond(Stream<AccountKey> keys) {
        Accounts all = accounts;
        OptionalDouble sum = all == null
                ? OptionalDouble.empty()
                : keys.flatMapToDouble(key -> all.perSecond(key).stream()).reduce(Double::sum);
        return sum.orElse(Double.NaN);
    }
}
