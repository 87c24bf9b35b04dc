package dev.tidings.local.ops;

import dev.tidings.local.ops.KeyFigure.Figure;
import java.util.List;
import java.util.Set;

/** The six numbers that say whether messages reach people, in time, and at what cost. */
final class KeyFigures {
    private static final String FIVE_MINUTES = "last 5 min";
    private static final String QUARTER = "last 15 min";
    private static final String NOW = "now";

    private static final double MAY_FAIL = 0.01;
    private static final double FAILS_MUCH = 0.05;
    private static final double LATE_S = 1;
    private static final double VERY_LATE_S = 5;
    private static final double SLOW_S = 5;
    private static final double VERY_SLOW_S = 30;
    private static final double OVERDUE_S = 5;
    private static final double LONG_OVERDUE_S = 60;
    private static final double MANY_FALL_BACK = 0.2;
    private static final double CAP_IS_NEAR = 0.8;

    /** Refusals that say something of the recipient or the request, and nothing of Tidings or its accounts. */
    private static final Set<String> UPSTREAMS = Set.of(
            "recipient_invalid",
            "recipient_not_on_channel",
            "recipient_opted_out",
            "outside_service_window",
            "template_parameters_invalid",
            "content_rejected");

    private final Sight sight;
    private final Growth recent;

    private KeyFigures(Sight sight) {
        this.sight = sight;
        this.recent = sight.fiveMinutes();
    }

    static List<KeyFigure> of(Sight sight) {
        KeyFigures figures = new KeyFigures(sight);
        ServiceState scheduler = sight.state(Service.SCHEDULER);
        ServiceState dispatcher = sight.state(Service.DISPATCHER);
        return List.of(
                figures.success().knownBy(dispatcher),
                figures.lateness().knownBy(scheduler),
                figures.endToEnd().knownBy(dispatcher),
                figures.held().knownBy(scheduler),
                figures.fallbacks().knownBy(sight.state(Service.FALLBACK)),
                figures.leftBehind().knownBy(scheduler));
    }

    private KeyFigure success() {
        double sent = results("sent");
        double refused = recent.of(
                "tidings_attempts_failed_total", labels -> UPSTREAMS.contains(labels.getOrDefault("reason", "")));
        double late = recent.of("tidings_hold_expired_total", "cause", "late");
        double failed = Math.max(0, results("failed") + results("expired") + results("unknown") + late - refused);
        double ended = sent + failed;
        return new KeyFigure(
                "success",
                "Delivery success",
                FIVE_MINUTES,
                List.of(new Figure(ended > 0 ? Amount.percent(sent / ended) : Amount.NONE, "")),
                successVerdict(failed, ended, refused));
    }

    private static Verdict successVerdict(double failed, double ended, double refused) {
        String beside =
                refused > 0 ? " Beside them, " + Amount.count(refused) + " were refused for recipient or content." : "";
        if (ended == 0) {
            return Verdict.unknown("Nothing has been sent." + beside);
        }
        return new Verdict(
                Level.of(failed / ended, MAY_FAIL, FAILS_MUCH),
                Amount.count(failed) + " of " + Amount.count(ended) + " failed; no more than 1 % should." + beside);
    }

    private double results(String status) {
        return recent.of("tidings_results_total", "status", status);
    }

    private KeyFigure lateness() {
        return recent.quantile("tidings_hold_lateness_seconds", 0.99).stream()
                .mapToObj(seconds -> time(
                        "lateness",
                        "Schedule lateness, p99",
                        seconds,
                        new Verdict(
                                Level.of(seconds, LATE_S, VERY_LATE_S),
                                "99 of 100 should leave within 1 s of being due.")))
                .findFirst()
                .orElseGet(() -> noTime("lateness", "Schedule lateness, p99", "Nothing has been released."));
    }

    private KeyFigure endToEnd() {
        return recent.quantile("tidings_send_duration_seconds", 0.95).stream()
                .mapToObj(seconds -> time(
                        "end-to-end",
                        "End to end, p95",
                        seconds,
                        new Verdict(
                                Level.of(seconds, SLOW_S, VERY_SLOW_S),
                                "95 of 100 should be with the provider within 5 s.")))
                .findFirst()
                .orElseGet(() -> noTime("end-to-end", "End to end, p95", "Nothing has been sent."));
    }

    private static KeyFigure time(String id, String title, double seconds, Verdict verdict) {
        return new KeyFigure(id, title, FIVE_MINUTES, List.of(new Figure(Amount.seconds(seconds), "")), verdict);
    }

    private static KeyFigure noTime(String id, String title, String sentence) {
        return new KeyFigure(id, title, FIVE_MINUTES, List.of(new Figure(Amount.NONE, "")), Verdict.unknown(sentence));
    }

    private KeyFigure held() {
        double held = Held.messages(sight);
        double deadlines = Held.deadlines(sight);
        Verdict verdict = Held.nextDue(sight)
                .map(due -> Verdict.good("The next is " + due + "."))
                .orElse(Verdict.good("Nothing waits to be due."));
        return new KeyFigure(
                "held",
                "Held",
                NOW,
                List.of(new Figure(Amount.count(held), "messages"), new Figure(Amount.count(deadlines), "deadlines")),
                verdict);
    }

    private KeyFigure fallbacks() {
        double triggered = recent.of("tidings_fallback_decisions_total", "decision", "fallback_triggered");
        double parts = recent.of("tidings_fallback_sms_parts_total");
        return new KeyFigure(
                "fallbacks",
                "Fallbacks",
                FIVE_MINUTES,
                List.of(new Figure(Amount.count(triggered), "triggered"), new Figure(Amount.count(parts), "SMS parts")),
                fallbackVerdict(triggered));
    }

    private Verdict fallbackVerdict(double triggered) {
        Readings fallback = sight.of(Service.FALLBACK);
        double capped = fallback.sum("tidings_fallback_capped_tenants");
        if (capped > 0) {
            return new Verdict(
                    Level.BAD,
                    "SMS cap of the day reached by " + Amount.count(capped) + " tenants: theirs are not sent.");
        }
        double used = fallback.sum("tidings_fallback_cap_used_ratio");
        if (used >= CAP_IS_NEAR) {
            return new Verdict(
                    Level.ATTENTION, "A tenant has used " + Amount.percent(used) + " of its SMS cap of the day.");
        }
        double chats = recent.of("tidings_hold_released_total", labels -> !"sms".equals(labels.get("lane")));
        if (chats > 0 && triggered / chats > MANY_FALL_BACK) {
            return new Verdict(Level.ATTENTION, "More than one in five chat messages fell back.");
        }
        return Verdict.good(triggered == 0 ? "None was needed." : "Fewer than one in five messages; no cap is near.");
    }

    private KeyFigure leftBehind() {
        double letters = sight.all().of("tidings_dead_letters_total");
        double overdue = sight.of(Service.SCHEDULER).sum("tidings_hold_overdue_seconds");
        return new KeyFigure(
                "left-behind",
                "Left behind",
                QUARTER,
                List.of(
                        new Figure(Amount.count(letters), "dead letters"),
                        new Figure(Amount.seconds(overdue), "oldest overdue")),
                leftVerdict(letters, overdue));
    }

    private static Verdict leftVerdict(double letters, double overdue) {
        if (overdue > OVERDUE_S) {
            return new Verdict(
                    Level.of(overdue, OVERDUE_S, LONG_OVERDUE_S), "Held messages are overdue: hold does not keep up.");
        }
        return letters > 0
                ? new Verdict(
                        Level.ATTENTION, "Records that nobody could read: ./tidings dead-letters list shows them.")
                : Verdict.good("Nothing unreadable, nothing overdue.");
    }
}
