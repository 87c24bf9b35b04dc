package dev.tidings.local.show;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders the results of one request, a line for each, and a sentence about its end. */
public final class Timeline {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS z", Locale.ROOT);

    private static final Set<Status> RECEIPTS = EnumSet.of(Status.DELIVERED, Status.READ, Status.UNDELIVERED);
    private static final Set<Status> DECISIONS =
            EnumSet.of(Status.FALLBACK_TRIGGERED, Status.FALLBACK_NOT_NEEDED, Status.FALLBACK_ENDED);

    private final ZoneId zone;
    private final List<DeliveryResult> results = new ArrayList<>();

    public Timeline(ZoneId zone) {
        this.zone = zone;
    }

    public List<DeliveryResult> results() {
        return results;
    }

    public Standing standing() {
        return Standing.of(results);
    }

    /** Takes the next result in, and renders its line; the first one has a heading above it. */
    public String add(DeliveryResult result) {
        results.add(result);
        String heading = results.size() > 1
                ? ""
                : result.requestId() + "  " + result.channel() + "/" + result.accountId() + "  "
                        + DATE.format(result.occurredAt().atZone(zone)) + "\n";
        return heading
                + String.format(
                        Locale.ROOT,
                        "  %-12s  %12s  %-20s %s",
                        time(result),
                        since(result),
                        result.status(),
                        String.join(" · ", facts(result)));
    }

    /** One sentence about how it stands, with the reason of what went wrong. */
    public String summary() {
        return switch (standing()) {
            case OPEN ->
                last(1, Status.SENT, Status.UNKNOWN) == null || last(1, Status.FALLBACK_TRIGGERED) != null
                        ? "Still open."
                        : "Still open: its fallback waits for a receipt, or for its deadline.";
            case SETTLED -> "Sent; no receipt so far.";
            case ENDED -> ending();
        };
    }

    private String time(DeliveryResult result) {
        return (byProvidersClock(result) ? SECONDS : TIME)
                .format(result.occurredAt().atZone(zone));
    }

    private String since(DeliveryResult result) {
        if (byProvidersClock(result)) {
            return "";
        }
        Duration since = Duration.between(results.getFirst().occurredAt(), result.occurredAt());
        return String.format(Locale.ROOT, "%+.3f s", since.toMillis() / 1000.0);
    }

    /** Receipts carry the provider's time in whole seconds: compared with ours they would seem to come too early. */
    private static boolean byProvidersClock(DeliveryResult result) {
        return RECEIPTS.contains(result.status())
                && result.occurredAt().equals(result.occurredAt().truncatedTo(ChronoUnit.SECONDS));
    }

    private String ending() {
        DeliveryResult last = last(0, Status.REJECTED, Status.CANCELLED);
        if (last != null) {
            return last.status() == Status.CANCELLED ? "Ended: cancelled." : "Ended: rejected" + because(last) + ".";
        }
        List<String> story = new ArrayList<>();
        story.add(how(1) + receipts());
        int step = 1;
        for (DeliveryResult next = triggered(step); next != null; next = triggered(++step)) {
            story.add(explained(next));
            story.add("step " + (step + 1) + " followed: " + how(step + 1));
        }
        DeliveryResult end = last(0, Status.FALLBACK_ENDED);
        DeliveryResult decided = end == null ? last(1, Status.FALLBACK_NOT_NEEDED) : end;
        if (decided != null && !repeatsThatItWasSent(decided, step)) {
            story.add(explained(decided));
        }
        return "Ended: " + String.join("; ", story) + "." + tooLate(step);
    }

    private @Nullable DeliveryResult triggered(int step) {
        return last(step, Status.FALLBACK_TRIGGERED);
    }

    /** Whether an end says no more than that the last step was sent. */
    private boolean repeatsThatItWasSent(DeliveryResult end, int step) {
        DeliveryResult last = last(step, Status.SENT);
        if (last == null || end.detail() == null) {
            return false;
        }
        String sent = "step " + step + " by " + last.channel() + " was sent";
        return end.detail().endsWith(sent) || end.detail().contains(sent + ";");
    }

    private String how(int step) {
        DeliveryResult end = last(step, Status.SENT, Status.FAILED, Status.EXPIRED, Status.UNKNOWN);
        return end == null ? "nothing was heard of it" : word(end) + because(end);
    }

    private String receipts() {
        DeliveryResult receipt = last(1, Status.DELIVERED, Status.READ, Status.UNDELIVERED);
        DeliveryResult next = triggered(1);
        return receipt == null || (next != null && isLate(receipt, next))
                ? ""
                : ", then " + word(receipt) + because(receipt);
    }

    /** What fallback says of its decision: the trigger or the rule, the policy and its version, and the clock. */
    private static String explained(DeliveryResult decision) {
        return decision.detail() == null ? "its policy decided" : decision.detail();
    }

    /** What arrived of the steps before the last one when the next one had gone out. */
    private String tooLate(int lastStep) {
        StringBuilder late = new StringBuilder();
        for (int step = 1; step < lastStep; step++) {
            DeliveryResult receipt = last(step, Status.DELIVERED, Status.READ);
            DeliveryResult next = triggered(step);
            if (receipt != null && next != null && isLate(receipt, next)) {
                late.append(step == 1 ? " The chat message" : " Step " + step)
                        .append(" was ")
                        .append(word(receipt))
                        .append(" after all, too late: what replaced it had gone out.");
            }
        }
        return late.toString();
    }

    /**
     * Whether a receipt was not known when the next step was sent for. Nothing is, once the one before it has been read; nor, once it
     * has arrived, but where it was to be read. In that case alone the order on the topic tells, since a receipt that stands before
     * the decision may have been read after it.
     */
    private boolean isLate(DeliveryResult receipt, DeliveryResult next) {
        boolean arrived =
                receipt.status() == Status.READ || (receipt.status() == Status.DELIVERED && !isForWantOfReading(next));
        return arrived || results.indexOf(receipt) > results.indexOf(next);
    }

    private static boolean isForWantOfReading(DeliveryResult decision) {
        return explained(decision).contains("trigger UNREAD fired");
    }

    private List<String> facts(DeliveryResult result) {
        if (DECISIONS.contains(result.status())) {
            return decision(result);
        }
        List<String> facts = new ArrayList<>();
        if (result.step() > 1) {
            facts.add("step " + result.step() + ", " + result.channel() + "/" + result.accountId());
        }
        if (result.attempt() > 0) {
            facts.add("attempt " + result.attempt());
        }
        if (result.status() == Status.HELD || result.status() == Status.RESCHEDULED) {
            add(
                    facts,
                    "due ",
                    result.dueAt() == null ? null : DATE.format(result.dueAt().atZone(zone)));
        } else if (result.status() == Status.SENT && result.dueAt() != null && result.step() == 1) {
            facts.add(lateness(result.dueAt(), result.occurredAt()));
        }
        add(facts, "", result.reason() == null ? null : result.reason().name());
        add(facts, "provider code ", result.providerCode());
        add(facts, "provider id ", result.providerMessageId());
        if (result.possibleDuplicate()) {
            facts.add("possibly a duplicate");
        }
        add(facts, "", result.detail());
        return facts;
    }

    /** The detail of a decision is its explanation, and names policy and reason. */
    private static List<String> decision(DeliveryResult result) {
        if (result.detail() != null) {
            return List.of(result.detail());
        }
        List<String> facts = new ArrayList<>();
        add(facts, "policy ", result.policyId());
        add(facts, "", result.reason() == null ? null : result.reason().name());
        return facts;
    }

    private static String lateness(Instant due, Instant sent) {
        return String.format(
                Locale.ROOT, "%.3f s after due", Duration.between(due, sent).toMillis() / 1000.0);
    }

    private static void add(List<String> facts, String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(label + value);
        }
    }

    private static String word(DeliveryResult result) {
        return result.status().name().toLowerCase(Locale.ROOT);
    }

    private static String because(DeliveryResult result) {
        if (result.reason() == null) {
            return "";
        }
        return " (" + result.reason() + (result.detail() == null ? "" : ": " + result.detail()) + ")";
    }

    private @Nullable DeliveryResult last(int step, Status... statuses) {
        return results.reversed().stream()
                .filter(r -> r.step() == step && List.of(statuses).contains(r.status()))
                .findFirst()
                .orElse(null);
    }
}
