package dev.tidings.local.ops;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One sending account.
 *
 * @param account channel/accountId; "other" stands for those that metrics do not tell apart, where there are any
 * @param breaker closed, half-open, or open: then nothing is sent
 * @param inFlight calls that run
 * @param limit messages a second; absent: not told
 * @param sent in the last five minutes, as are the next two
 * @param postponed times that something was put off for this account
 */
record AccountRow(
        String account,
        Level level,
        String breaker,
        double inFlight,
        @Nullable Double limit,
        double sent,
        double failed,
        double postponed) {
    private static final String LABEL = "account";
    private static final String OTHER = "other";

    /** Those in trouble first, then the busiest. */
    private static final Comparator<AccountRow> ORDER = Comparator.comparing(AccountRow::level)
            .thenComparingDouble(row -> row.sent() + row.failed())
            .reversed()
            .thenComparing(AccountRow::account);

    static List<AccountRow> all(Sight sight) {
        Readings dispatcher = sight.of(Service.DISPATCHER);
        Growth recent = sight.fiveMinutes();
        Map<String, Double> flying = dispatcher.by("tidings_account_in_flight", LABEL);
        Map<String, Double> limits = dispatcher.by("tidings_account_rate_limit", LABEL);
        Map<String, Double> postponed = recent.by("tidings_account_postponed_total", LABEL);
        return dispatcher.by("tidings_account_breaker_open", LABEL).entrySet().stream()
                .map(breaker -> new AccountRow(
                        breaker.getKey(),
                        levelOf(breaker.getValue()),
                        word(breaker.getValue()),
                        flying.getOrDefault(breaker.getKey(), 0.0),
                        limits.get(breaker.getKey()),
                        results(recent, breaker.getKey(), "sent"::equals),
                        results(recent, breaker.getKey(), status -> !"sent".equals(status)),
                        postponed.getOrDefault(breaker.getKey(), 0.0)))
                .filter(row -> !row.account().equals(OTHER) || row.sent() + row.failed() + row.postponed() > 0)
                .sorted(ORDER)
                .toList();
    }

    private static double results(Growth recent, String account, Predicate<@Nullable String> status) {
        return recent.of(
                "tidings_account_results_total",
                labels -> account.equals(labels.get(LABEL)) && status.test(labels.get("status")));
    }

    private static Level levelOf(double breaker) {
        return breaker <= 0 ? Level.GOOD : breaker < 1 ? Level.ATTENTION : Level.BAD;
    }

    private static String word(double breaker) {
        return breaker <= 0 ? "closed" : breaker < 1 ? "half-open" : "open";
    }
}
