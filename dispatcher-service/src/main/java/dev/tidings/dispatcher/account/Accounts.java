package dev.tidings.dispatcher.account;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.Channels;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The sending accounts that are in use. What the catalog says of an account applies from the next task on. */
public final class Accounts {
    /** Parts a second; no provider takes as many, and each is remembered for a second. */
    private static final int FASTEST = 100_000;

    private final ConcurrentMap<AccountKey, Account> accounts = new ConcurrentHashMap<>();
    private final Channels channels;
    private final SharedPlaces places;
    private final AccountTimes times;
    private volatile Share share;

    private record Share(int epoch, long since, double part) {}

    /**
     * No account is in use yet.
     *
     * @param places of all calls in flight
     */
    public Accounts(Channels channels, SharedPlaces places, AccountTimes times) {
        this.channels = channels;
        this.places = places;
        this.times = times;
        this.share = new Share(0, times.now(), 0);
    }

    /** The account of a task; empty: it is unknown, and nothing bounds what is sent to nobody. */
    public Optional<Account> of(SendTask task) {
        return channels.limits(task.channel(), task.accountId()).map(limits -> {
            Account account = accounts.computeIfAbsent(AccountKey.of(task), _ -> create());
            account.limit(applied(limits));
            return account;
        });
    }

    /**
     * Of the limits, this instance's part from now on. Rates begin anew, since others may just have used what is this one's now: they
     * do so in no second that this one uses, where it comes to its part no sooner than they to theirs. Called by one thread.
     *
     * @param part more than 0 and at most 1
     */
    public void share(double part) {
        share = new Share(share.epoch() + 1, times.now(), part);
        accounts.forEach((key, account) ->
                channels.limits(key.channel(), key.accountId()).ifPresent(limits -> account.limit(applied(limits))));
    }

    /** Those that tasks were sent through, or were to be. */
    public Map<AccountKey, Account> used() {
        return Collections.unmodifiableMap(accounts);
    }

    /** This instance's part of an account's limit, messages a second; empty: it has none, or is not known. */
    public OptionalDouble perSecond(AccountKey account) {
        return channels.limits(account.channel(), account.accountId())
                .map(limits -> applied(limits).perSecond())
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    private Account create() {
        return new Account(times, AccountBreaker.create(times), new RecipientRates(), places);
    }

    private Account.Applied applied(AccountLimits limits) {
        Share current = share;
        Integer perSecond = limits.perSecond();
        Integer concurrent = limits.maxConcurrent();
        return new Account.Applied(
                current.epoch(),
                current.since(),
                perSecond == null ? null : Double.valueOf(Math.clamp(perSecond, 1, FASTEST) * current.part()),
                concurrent == null ? Integer.MAX_VALUE : Math.max(1, concurrent),
                limits.perRecipient());
    }
}
