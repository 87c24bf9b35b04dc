package dev.tidings.local.demo;

import dev.tidings.contract.Event;
import dev.tidings.contract.Priority;
import dev.tidings.local.send.Upstream;
import dev.tidings.local.settings.UserError;
import dev.tidings.publish.SendRequestBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Plans the demo's requests, over every account in turn: of ten, six are sent at once, two are timed, one falls back, one is rejected. Where
 * an account has nothing to fall back from, what would is sent at once too.
 */
final class DemoTraffic {
    private static final String POLICY = "sms-on-failure";
    private static final List<Priority> PRIORITIES = List.of(Priority.NORMAL, Priority.HIGH, Priority.BULK);
    private static final int MIX = 10;
    private static final int LONGEST_HOLD_S = 5;

    private final String run;
    private final List<DemoAccount> accounts;

    /**
     * The traffic of one run.
     *
     * @param run begins all of its request ids
     * @param catalog with the accounts and templates to use
     * @throws UserError where it has no account that anything can be sent from
     */
    DemoTraffic(String run, List<Event> catalog) {
        this.run = run;
        this.accounts = DemoAccount.of(catalog);
        if (accounts.isEmpty()) {
            throw new UserError("The catalog has no enabled account from which a text or a template can be sent.");
        }
    }

    boolean mine(String requestId) {
        return requestId.startsWith(run + "-");
    }

    Planned next(int number, Instant now) {
        // Beside the round one more in each mix of ten, so that every account gets requests of every kind.
        DemoAccount account = accounts.get((number + number / MIX) % accounts.size());
        SendRequestBuilder request = request(number, account);
        return switch (number % MIX) {
            case 3, 7 ->
                planned(Planned.Kind.TIMED, request.sendAt(now.plus(Duration.ofSeconds(1 + number % LONGEST_HOLD_S))));
            case 5 ->
                account.fallsBack()
                        ? planned(
                                Planned.Kind.WITHOUT_TEMPLATE,
                                request.content(DemoAccount.missingTemplate()).fallback(POLICY, "Your order has news."))
                        : planned(Planned.Kind.IMMEDIATE, request);
            case 9 -> planned(Planned.Kind.WRONG_ADDRESS, request(number, account, account.wrongRecipient()));
            case 1 ->
                planned(
                        Planned.Kind.IMMEDIATE,
                        account.fallsBack() ? request.fallback(POLICY, "Your order is on its way.") : request);
            default -> planned(Planned.Kind.IMMEDIATE, request);
        };
    }

    private SendRequestBuilder request(int number, DemoAccount account) {
        return request(number, account, account.recipient(number));
    }

    private SendRequestBuilder request(int number, DemoAccount account, String recipient) {
        return SendRequestBuilder.to(account.channel(), account.accountId(), recipient)
                .requestId(run + "-" + number)
                .from(Upstream.TENANT, "demo")
                .priority(PRIORITIES.get(number % PRIORITIES.size()))
                .content(account.content(number));
    }

    private static Planned planned(Planned.Kind kind, SendRequestBuilder request) {
        return new Planned(kind, request.build());
    }
}
