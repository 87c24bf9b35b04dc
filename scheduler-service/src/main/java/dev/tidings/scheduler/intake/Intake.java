package dev.tidings.scheduler.intake;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AbilityTable;
import dev.tidings.catalog.Catalog;
import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.OutsideWindow;
import dev.tidings.contract.Reason;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TextContent;
import dev.tidings.scheduler.intake.Decision.Accepted;
import dev.tidings.scheduler.intake.Decision.Refused;
import dev.tidings.scheduler.intake.Fallbacks.Plan;
import dev.tidings.scheduler.intake.Templates.Resolved;
import dev.tidings.scheduler.window.OpenHours;
import dev.tidings.topics.RecipientKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a request against form and catalog, and freezes what is to be sent. */
public final class Intake {
    /** A detail names fields, not values, but a request can have many wrong ones. */
    private static final int MAX_DETAIL = 1_000;

    private final Catalog catalog;
    private final Fallbacks fallbacks;
    private final HeldSends heldSends;

    /**
     * Checks against that catalog.
     *
     * @param bounds how long a policy may wait for a receipt
     */
    public Intake(Catalog catalog, RecipientKeys recipientKeys, AfterBounds bounds) {
        this.catalog = catalog;
        this.fallbacks = new Fallbacks(catalog, recipientKeys, bounds);
        this.heldSends = new HeldSends(recipientKeys);
    }

    /** What becomes of the request, by the catalog as it is now. */
    public Decision decide(SendRequest request, Arrival arrival) {
        List<String> problems = RequestRules.problems(request, arrival.now());
        if (!problems.isEmpty()) {
            return new Refused(Reason.INVALID_REQUEST, cut(String.join("; ", problems)));
        }
        Optional<SenderAccount> account = catalog.account(request.channel(), request.accountId())
                // Whether another tenant has such an account is none of this tenant's business.
                .filter(found -> found.tenant() == null || found.tenant().equals(request.tenant()));
        if (account.isEmpty()) {
            return new Refused(Reason.INVALID_REQUEST, "unknown account");
        }
        if (!account.get().enabled()) {
            return new Refused(Reason.INVALID_REQUEST, "unknown account: it is disabled");
        }
        Optional<Abilities> able =
                AbilityTable.of(request.channel(), account.get().provider());
        if (able.isEmpty()) {
            return new Refused(Reason.INVALID_REQUEST, "the account's provider does not serve its channel");
        }
        Refused refused = unable(request, able.get());
        return refused != null ? refused : planned(request, able.get(), arrival);
    }

    private static @Nullable Refused unable(SendRequest request, Abilities able) {
        Optional<String> recipient = Recipients.problem(request.recipient(), able.address());
        if (recipient.isPresent()) {
            return new Refused(Reason.RECIPIENT_INVALID, "recipient: " + recipient.get());
        }
        return able.contents()
                .refusal(request.content())
                .map(detail -> new Refused(Reason.INVALID_REQUEST, detail))
                .orElse(null);
    }

    private Decision planned(SendRequest request, Abilities able, Arrival arrival) {
        return switch (fallbacks.plan(request, able)) {
            case Plan.Impossible(Reason reason, String detail) -> new Refused(reason, detail);
            case Plan.None none -> timed(request, arrival, none);
            case Plan.Chain chain -> timed(request, arrival, chain);
        };
    }

    private Decision timed(SendRequest request, Arrival arrival, Plan plan) {
        Optional<Instant> due = due(request, arrival);
        if (due.isEmpty()) {
            return new Refused(Reason.INVALID_REQUEST, "deliveryWindow: never opens");
        }
        Resolved resolved = switch (request.content()) {
            case TemplateContent template -> Templates.resolve(catalog, request.channel(), template);
            case TextContent text -> new Resolved.Good(text);
            case MediaContent media -> new Resolved.Good(media);
        };
        if (resolved instanceof Resolved.Wrong wrong
                && !(plan instanceof Plan.Chain chain
                        && chain.actsOn(wrong.refusal().reason()))) {
            return new Refused(wrong.refusal().reason(), wrong.refusal().detail());
        }
        return new Accepted(heldSends.of(request, arrival, due.get(), resolved, plan));
    }

    /**
     * An immediate or overdue send is due when it was published, so that one that waited in the topic while the scheduler
     * was down is not sent after its validity. The window comes last: whatever moves a send, it stays within.
     */
    private static Optional<Instant> due(SendRequest request, Arrival arrival) {
        Instant published = arrival.publishedAt();
        Instant asked = request.sendAt() == null ? published : request.sendAt();
        Instant spread = asked.plus(Spread.of(request.requestId(), request.spread()));
        return moved(request.deliveryWindow(), spread.isBefore(published) ? published : spread);
    }

    /**
     * When a send that is asked for at some time is due.
     *
     * @return empty where its window never opens
     */
    public static Optional<Instant> moved(@Nullable DeliveryWindow window, Instant asked) {
        return window == null || window.outside() == OutsideWindow.SKIP
                ? Optional.of(asked)
                : OpenHours.of(window).nextOpen(asked);
    }

    /** The held send with another due time, its validity moved along. */
    public static HeldSend rescheduled(HeldSend held, Instant due) {
        return HeldSends.dueAt(held, due);
    }

    private static String cut(String detail) {
        return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + "…";
    }
}
