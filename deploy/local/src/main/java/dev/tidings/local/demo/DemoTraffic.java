package dev.tidings.local.demo;

import dev.tidings.contract.Priority;
import dev.tidings.local.send.Upstream;
import dev.tidings.publish.SendRequestBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plans the demo's requests: of ten, six are sent at once, two are timed, one falls back, one is rejected. */
final class DemoTraffic {
    private static final String ACCOUNT = "shop";
    private static final String POLICY = "sms-on-failure";
    private static final List<Priority> PRIORITIES = List.of(Priority.NORMAL, Priority.HIGH, Priority.BULK);
    private static final int MIX = 10;
    private static final int LONGEST_HOLD_S = 5;

    private final String run;

    /**
     * The traffic of one run.
     *
     * @param run begins all of its request ids
     */
    DemoTraffic(String run) {
        this.run = run;
    }

    boolean mine(String requestId) {
        return requestId.startsWith(run + "-");
    }

    Planned next(int number, Instant now) {
        return switch (number % MIX) {
            case 3, 7 ->
                planned(
                        Planned.Kind.TIMED,
                        request(number, recipient(number))
                                .sendAt(now.plus(Duration.ofSeconds(1 + number % LONGEST_HOLD_S))));
            case 5 ->
                planned(
                        Planned.Kind.WITHOUT_TEMPLATE,
                        request(number, recipient(number))
                                .template("order_gone", "en", Map.of())
                                .fallback(POLICY, "Your order has news."));
            case 9 -> planned(Planned.Kind.WRONG_NUMBER, request(number, "+6512"));
            case 1 ->
                planned(
                        Planned.Kind.IMMEDIATE,
                        request(number, recipient(number)).fallback(POLICY, "Your order is on its way."));
            default -> planned(Planned.Kind.IMMEDIATE, request(number, recipient(number)));
        };
    }

    private SendRequestBuilder request(int number, String recipient) {
        return SendRequestBuilder.to("whatsapp", ACCOUNT, recipient)
                .requestId(run + "-" + number)
                .from(Upstream.TENANT, "demo")
                .priority(PRIORITIES.get(number % PRIORITIES.size()))
                .template("order_update", number % 2 == 0 ? "en" : "zh", Map.of("name", "Ann"));
    }

    private static Planned planned(Planned.Kind kind, SendRequestBuilder request) {
        return new Planned(kind, request.build());
    }

    private static String recipient(int number) {
        return String.format(Locale.ROOT, "+658123%04d", number % 10_000);
    }
}
