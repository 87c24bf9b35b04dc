package dev.tidings.local.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.local.ops.Route.Flow;
import dev.tidings.local.ops.Route.Group;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverviewTest {
    private static final String SENT = "tidings_results_total{channel=\"whatsapp\",status=\"sent\"} ";
    private static final String FAILED = "tidings_results_total{channel=\"whatsapp\",status=\"failed\"} ";
    private static final String EXPIRED = "tidings_hold_expired_total{channel=\"whatsapp\",cause=\"%s\"} ";
    private static final String REFUSED = "tidings_attempts_failed_total{channel=\"whatsapp\",reason=\"%s\"} ";

    private final Deque<Map<Service, Scrape>> scrapes = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private final Lookout lookout = new Lookout(scrapes::removeFirst, List::of, (InstantSource) () -> now);

    @Test
    void saysThatNothingHasBeenSentBeforeAnythingWas() {
        look(Metrics.dispatcher());

        assertThat(overview().traffic()).isFalse();
        assertThat(figure("success"))
                .isEqualTo(new KeyFigure(
                        "success",
                        "Delivery success",
                        "last 5 min",
                        List.of(new KeyFigure.Figure(Amount.NONE, "")),
                        Verdict.unknown("Nothing has been sent.")));
        assertThat(figure("lateness").verdict()).isEqualTo(Verdict.unknown("Nothing has been released."));
    }

    @Test
    void isGoodAsLongAsOneOfAHundredFails() {
        look(Metrics.dispatcher(SENT + "0", FAILED + "0"));
        look(Metrics.dispatcher(SENT + "99", FAILED + "1"));

        assertThat(amount("success")).hasToString("99.0 %");
        assertThat(figure("success").verdict()).isEqualTo(Verdict.good("1 of 100 failed; no more than 1 % should."));
        assertThat(overview().matters()).isEmpty();
    }

    @Test
    void isBadWhereMoreThanOneOfTwentyFails() {
        look(Metrics.dispatcher(SENT + "0", FAILED + "0"));
        look(Metrics.dispatcher(SENT + "90", FAILED + "10"));

        assertThat(figure("success").verdict())
                .isEqualTo(new Verdict(Level.BAD, "10 of 100 failed; no more than 1 % should."));
        assertThat(overview().matters())
                .containsExactly(new Matter(
                        "success",
                        Level.BAD,
                        "Delivery success, 90.0 %: 10 of 100 failed; no more than 1 % should.",
                        ""));
    }

    @Test
    void whatHoldReleasedTooLateHasFailedAndWhatItWasToSkipHasNot() {
        look(expired(0, 0, 0));
        look(expired(98, 2, 500));

        assertThat(figure("success").verdict())
                .isEqualTo(new Verdict(Level.ATTENTION, "2 of 100 failed; no more than 1 % should."));
    }

    private static Map<Service, Scrape> expired(int sent, int late, int skipped) {
        return Map.of(
                Service.SCHEDULER,
                Metrics.seen(EXPIRED.formatted("late") + late, EXPIRED.formatted("skipped") + skipped),
                Service.DISPATCHER,
                Metrics.seen(SENT + sent),
                Service.FALLBACK,
                Metrics.seen());
    }

    @Test
    void whatIsRefusedForItsRecipientIsNoFailureOfTidings() {
        look(Metrics.dispatcher(SENT + "0", FAILED + "0"));
        look(Metrics.dispatcher(
                SENT + "90",
                FAILED + "10",
                REFUSED.formatted("recipient_opted_out") + "9",
                REFUSED.formatted("template_unavailable") + "1"));

        assertThat(amount("success")).hasToString("98.9 %");
        assertThat(figure("success").verdict())
                .isEqualTo(
                        new Verdict(
                                Level.ATTENTION,
                                "1 of 91 failed; no more than 1 % should. Beside them, 9 were refused for recipient or content."));
    }

    @Test
    void readsLatenessAndTheWholeWayOffHistograms() {
        String late = "tidings_hold_lateness_seconds_bucket{le=\"%s\"} %d";
        look(Metrics.scheduler(late.formatted("1.0", 0), late.formatted("5.0", 0), late.formatted("+Inf", 0)));
        look(Metrics.scheduler(late.formatted("1.0", 90), late.formatted("5.0", 100), late.formatted("+Inf", 100)));

        assertThat(amount("lateness")).hasToString("4.6 s");
        assertThat(figure("lateness").verdict())
                .isEqualTo(new Verdict(Level.ATTENTION, "99 of 100 should leave within 1 s of being due."));
    }

    @Test
    void saysWhenTheNextIsDue() {
        look(Metrics.scheduler(
                "tidings_hold_pending{lane=\"high\"} 4",
                "tidings_hold_pending{lane=\"bulk\"} 1200",
                "tidings_hold_pending{lane=\"deadline\"} 7",
                "tidings_hold_pending_due{within=\"10s\"} 0",
                "tidings_hold_pending_due{within=\"15m\"} 4",
                "tidings_hold_pending_due{within=\"7d\"} 1200"));

        assertThat(figure("held").figures())
                .extracting(KeyFigure.Figure::amount)
                .hasToString("[1,204, 7]");
        assertThat(figure("held").verdict()).isEqualTo(Verdict.good("The next is due within 15 min."));
        assertThat(overview().due()).hasSize(12).contains(new Held.Due("15m", 4), new Held.Due("beyond", 0));
        assertThat(overview().traffic()).isTrue();
    }

    @Test
    void aCapThatIsReachedIsBad() {
        look(Metrics.fallback("tidings_fallback_capped_tenants 2", "tidings_fallback_cap_used_ratio 1"));
        assertThat(figure("fallbacks").verdict().level()).isEqualTo(Level.BAD);

        look(Metrics.fallback("tidings_fallback_capped_tenants 0", "tidings_fallback_cap_used_ratio 0.85"));
        assertThat(figure("fallbacks").verdict())
                .isEqualTo(new Verdict(Level.ATTENTION, "A tenant has used 85.0 % of its SMS cap of the day."));
    }

    @Test
    void aRecordThatNobodyCouldReadIsWorthALook() {
        look(Metrics.fallback("tidings_dead_letters_total 1"));
        look(Metrics.fallback("tidings_dead_letters_total 2"));

        assertThat(figure("left-behind").verdict().level()).isEqualTo(Level.ATTENTION);
    }

    @Test
    void whatIsLongOverdueIsBad() {
        look(Metrics.scheduler("tidings_hold_overdue_seconds 90"));
        assertThat(figure("left-behind").verdict().level()).isEqualTo(Level.BAD);
    }

    @Test
    void theNumbersOfAServiceThatIsDownStandStill() {
        look(Metrics.dispatcher(SENT + "0"));
        look(Metrics.dispatcher(SENT + "10"));
        look(Map.of(
                Service.SCHEDULER,
                Metrics.seen(),
                Service.DISPATCHER,
                Metrics.missed(),
                Service.FALLBACK,
                Metrics.seen()));

        assertThat(amount("success")).hasToString("100 %");
        assertThat(figure("success").verdict())
                .isEqualTo(Verdict.unknown("The dispatcher does not answer: this number stands still."));
        assertThat(overview().matters())
                .containsExactly(new Matter(
                        "dispatcher",
                        Level.BAD,
                        "The dispatcher can't be reached: nothing listens on its port.",
                        "./tidings restart dispatcher"));
    }

    @Test
    void linesOfAServiceThatWasMissedHaveAGap() {
        look(Metrics.scheduler());
        look(Map.of(
                Service.SCHEDULER,
                Metrics.missed(),
                Service.DISPATCHER,
                Metrics.seen(),
                Service.FALLBACK,
                Metrics.seen()));

        List<Point> points = lookout.seen().points();
        assertThat(points.getFirst().values()).containsKeys(Plot.REQUESTS, Plot.ATTEMPTS, Plot.FALLBACKS);
        assertThat(points.getLast().values())
                .doesNotContainKeys(Plot.REQUESTS, Plot.RELEASED)
                .containsKeys(Plot.ATTEMPTS, Plot.FALLBACKS);
    }

    @Test
    void drawsWhatFlowsASecond() {
        String attempts = "tidings_attempts_total{channel=\"%s\",outcome=\"accepted\"} ";
        look(Metrics.dispatcher(
                attempts.formatted("line") + 0,
                attempts.formatted("whatsapp") + 0,
                attempts.formatted("viber") + 0,
                SENT + "0"));
        look(Metrics.dispatcher(
                attempts.formatted("line") + 4,
                attempts.formatted("whatsapp") + 8,
                attempts.formatted("viber") + 0,
                SENT + "12"));

        Route route = overview().route();
        assertThat(route.stops())
                .extracting(Route.Stop::name)
                .containsExactly("request", "hold", "dispatch", "result", "fallback");
        assertThat(route.stops().get(2).main()).isEqualTo(new KeyFigure.Figure(new Amount("6.0", ""), "attempts/s"));
        assertThat(route.stops().get(2).groups().getFirst().flows())
                .containsExactlyInAnyOrder(new Flow("line", 2), new Flow("whatsapp", 4));
        assertThat(route.links()).contains(new Flow("results", 6));
    }

    @Test
    void eachNumberOfThePathIsThatOfItsCounter() {
        look(path(0));
        look(path(1));

        Route route = overview().route();
        assertThat(route.links())
                .containsExactly(
                        new Flow("requests", 20),
                        new Flow("released", 22),
                        new Flow("results", 38),
                        new Flow("decisions", 51));
        assertThat(route.back()).containsExactly(new Flow("try later", 15), new Flow("fallback", 16));
        assertThat(route.stops())
                .extracting(Route.Stop::main)
                .containsExactly(
                        figure(20, "requests/s"),
                        new KeyFigure.Figure(Amount.count(23), "held now"),
                        figure(24, "attempts/s"),
                        figure(8, "sent/s"),
                        figure(16, "triggered/s"));
        assertThat(route.stops().stream().flatMap(stop -> stop.groups().stream()))
                .containsExactly(
                        new Group("", List.of(new Flow("rejected", 2), new Flow("repeats", 3))),
                        new Group(
                                "released",
                                List.of(
                                        new Flow("high", 4),
                                        new Flow("normal", 5),
                                        new Flow("bulk", 6),
                                        new Flow("sms", 7))),
                        new Group("by channel", List.of(new Flow("line", 24))),
                        new Group(
                                "ended",
                                List.of(
                                        new Flow("sent", 8),
                                        new Flow("failed", 9),
                                        new Flow("expired", 10),
                                        new Flow("unknown", 11))),
                        new Group(
                                "receipts",
                                List.of(new Flow("delivered", 12), new Flow("read", 13), new Flow("undelivered", 14))),
                        new Group(
                                "",
                                List.of(new Flow("not needed", 17), new Flow("ended", 18), new Flow("SMS parts", 19))));
        assertThat(route.stops().stream().flatMap(stop -> stop.facts().stream()))
                .extracting(fact -> fact.amount() + " " + fact.of())
                .containsExactly("25 of 512 in flight", "26 in lanes", "27 watched");
    }

    private static KeyFigure.Figure figure(double rate, String of) {
        return new KeyFigure.Figure(Amount.rate(rate), of);
    }

    /** No two counters grow alike. */
    private static Map<Service, Scrape> path(int looks) {
        return Map.of(
                Service.SCHEDULER,
                Metrics.seen(
                        grown("tidings_requests_received_total{type=\"SendRequest\"}", 20, looks),
                        grown("tidings_requests_received_total{type=\"CancelSend\"}", 100, looks),
                        grown("tidings_requests_rejected_total{reason=\"recipient_invalid\"}", 2, looks),
                        grown("tidings_requests_repeats_total{type=\"SendRequest\"}", 3, looks),
                        grown("tidings_requests_repeats_total{type=\"RetryHold\"}", 100, looks),
                        grown("tidings_hold_released_total{lane=\"high\"}", 4, looks),
                        grown("tidings_hold_released_total{lane=\"normal\"}", 5, looks),
                        grown("tidings_hold_released_total{lane=\"bulk\"}", 6, looks),
                        grown("tidings_hold_released_total{lane=\"sms\"}", 7, looks),
                        "tidings_hold_pending{lane=\"high\"} 23"),
                Service.DISPATCHER,
                Metrics.seen(
                        grown("tidings_attempts_total{channel=\"line\",outcome=\"accepted\"}", 24, looks),
                        grown("tidings_results_total{channel=\"line\",status=\"sent\"}", 8, looks),
                        grown("tidings_results_total{channel=\"line\",status=\"failed\"}", 9, looks),
                        grown("tidings_results_total{channel=\"line\",status=\"expired\"}", 10, looks),
                        grown("tidings_results_total{channel=\"line\",status=\"unknown\"}", 11, looks),
                        grown("tidings_results_total{channel=\"line\",status=\"delivered\"}", 12, looks),
                        grown("tidings_results_total{channel=\"line\",status=\"read\"}", 13, looks),
                        grown("tidings_results_total{channel=\"line\",status=\"undelivered\"}", 14, looks),
                        grown("tidings_retries_total{channel=\"line\"}", 15, looks),
                        "tidings_dispatch_in_flight 25",
                        "tidings_dispatch_in_flight_limit 512",
                        "tidings_dispatch_lag{lane=\"normal\"} 26"),
                Service.FALLBACK,
                Metrics.seen(
                        grown("tidings_fallback_decisions_total{decision=\"fallback_triggered\"}", 16, looks),
                        grown("tidings_fallback_decisions_total{decision=\"fallback_not_needed\"}", 17, looks),
                        grown("tidings_fallback_decisions_total{decision=\"fallback_ended\"}", 18, looks),
                        grown("tidings_fallback_sms_parts_total{channel=\"line\",cause=\"unread\"}", 19, looks),
                        "tidings_fallback_watches_open 27"));
    }

    /** @param rate per second, between one look and the next */
    private static String grown(String counter, int rate, int looks) {
        return counter + " " + (double) rate * looks * Lookout.EVERY.toSeconds();
    }

    @Test
    void putsAccountsInTroubleFirst() {
        look(Metrics.dispatcher(
                "tidings_account_breaker_open{account=\"line/shop\"} 0",
                "tidings_account_breaker_open{account=\"viber/desk\"} 0.5",
                "tidings_account_breaker_open{account=\"whatsapp/shop\"} 1",
                "tidings_account_breaker_open{account=\"other\"} 0",
                "tidings_account_in_flight{account=\"whatsapp/shop\"} 3",
                "tidings_account_rate_limit{account=\"whatsapp/shop\"} 80",
                "tidings_account_rate_limit{account=\"line/shop\"} NaN"));

        assertThat(overview().accounts())
                .containsExactly(
                        new AccountRow("whatsapp/shop", Level.BAD, "open", 3, 80.0, 0, 0, 0),
                        new AccountRow("viber/desk", Level.ATTENTION, "half-open", 0, null, 0, 0, 0),
                        new AccountRow("line/shop", Level.GOOD, "closed", 0, null, 0, 0, 0));
        assertThat(overview().matters())
                .extracting(Matter::what)
                .containsExactly(
                        "The breaker of whatsapp/shop is open: its sends wait.",
                        "The breaker of viber/desk is half-open: its sends wait.");
    }

    @Test
    void countsWhatBecameOfAnAccountsMessages() {
        look(Metrics.dispatcher(account(0)));
        look(Metrics.dispatcher(account(1)));

        assertThat(overview().accounts())
                .containsExactly(new AccountRow("line/shop", Level.GOOD, "closed", 0, null, 1, 2 + 3 + 4, 5 + 6));
    }

    private static String[] account(int times) {
        return new String[] {
            "tidings_account_breaker_open{account=\"line/shop\"} 0",
            "tidings_account_results_total{account=\"line/shop\",status=\"sent\"} " + times,
            "tidings_account_results_total{account=\"line/shop\",status=\"failed\"} " + 2 * times,
            "tidings_account_results_total{account=\"line/shop\",status=\"expired\"} " + 3 * times,
            "tidings_account_results_total{account=\"line/shop\",status=\"unknown\"} " + 4 * times,
            "tidings_account_postponed_total{account=\"line/shop\",cause=\"rate\"} " + 5 * times,
            "tidings_account_postponed_total{account=\"line/shop\",cause=\"breaker\"} " + 6 * times
        };
    }

    private void look(Map<Service, Scrape> said) {
        scrapes.add(said);
        now = now.plus(Lookout.EVERY);
        lookout.look();
    }

    private Overview overview() {
        return lookout.seen().overview();
    }

    private KeyFigure figure(String id) {
        return overview().figures().stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Amount amount(String id) {
        return figure(id).figures().getFirst().amount();
    }
}
