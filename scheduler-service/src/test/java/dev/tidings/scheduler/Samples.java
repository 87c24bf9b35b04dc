package dev.tidings.scheduler;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.RequestContent;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TemplateState;
import dev.tidings.contract.TextContent;
import dev.tidings.scheduler.intake.AfterBounds;
import dev.tidings.scheduler.intake.Arrival;
import dev.tidings.scheduler.intake.Decision;
import dev.tidings.scheduler.intake.Intake;
import dev.tidings.topics.RecipientKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small catalog and requests that fit it, each field changeable by itself. */
public final class Samples {
    public static final String NUMBER = "+6581234567";
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final RecipientKeys KEYS = new RecipientKeys("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    private Samples() {}

    public static MapCatalog catalog() {
        List<Event> entries = new ArrayList<>();
        entries.add(account("whatsapp", "shop", null, true));
        entries.add(account("whatsapp", "closed", null, false));
        entries.add(account("whatsapp", "theirs", "other", true));
        entries.add(account("line", "shop", "line"));
        entries.add(account("viber", "bot", "viber-bot"));
        entries.add(account("viber", "business", "viber-business"));
        entries.add(account("telegram", "shop", "telegram-bot"));
        entries.add(account("messenger", "shop", "messenger"));
        entries.add(account("messenger", "lost", "carrier-pigeon"));
        entries.add(account("sms", "shop", "twilio"));
        entries.add(account("sms", "mainland", "alibaba-sms"));
        entries.add(account("instagram", "shop", "instagram"));
        entries.add(template("order_update", TemplateState.APPROVED, "name", "code"));
        entries.add(template("withdrawn", TemplateState.UNAVAILABLE));
        entries.add(policy("sms-on-failure", true, "shop", FallbackTrigger.SEND_FAILED));
        entries.add(policy("sms-on-uncertain", true, "shop", FallbackTrigger.UNCERTAIN));
        entries.add(waiting("sms-if-undelivered", Duration.ofMinutes(5), FallbackTrigger.UNDELIVERED));
        entries.add(waiting("sms-if-reported", null, FallbackTrigger.UNDELIVERED));
        entries.add(waiting("sms-if-unread", Duration.ofHours(1), FallbackTrigger.UNREAD));
        entries.add(waiting("no-deadline", null, FallbackTrigger.UNREAD));
        entries.add(waiting("too-soon", Duration.ofSeconds(59), FallbackTrigger.UNDELIVERED));
        entries.add(waiting("too-late", Duration.ofHours(13), FallbackTrigger.UNREAD));
        entries.add(waiting("out-of-bounds", Duration.ofSeconds(9), FallbackTrigger.UNREAD));
        entries.add(steps("no-step"));
        entries.add(steps("own-text", step("sms", "Hi {{name}}, your order {{code}} is on its way", null)));
        entries.add(steps("missing-parameter", step("sms", "Hi {{nick}}", null)));
        entries.add(steps("sections", step("sms", "{{#name}}Hi{{/name}}", null)));
        entries.add(template("sms", "order_update", TemplateState.APPROVED, "name", "code"));
        FallbackStep byTemplate = new FallbackStep(
                "sms",
                "mainland",
                null,
                new TemplateContent("order_update", "en", Map.of("name", "{{name}}", "code", "{{code}}")),
                null,
                Set.of(),
                null);
        entries.add(new FallbackPolicy(
                "sms-template", 3, true, Set.of(FallbackTrigger.SEND_FAILED), null, 2, List.of(byTemplate), Map.of()));
        entries.add(steps("sms-template-of-any-length", byTemplate));
        entries.add(new FallbackPolicy(
                "one-part",
                3,
                true,
                Set.of(FallbackTrigger.SEND_FAILED),
                null,
                1,
                List.of(step("sms", null, null)),
                Map.of()));
        entries.add(steps(
                "viber-then-sms",
                step("viber", "Hi {{name}}", Duration.ofMinutes(2), FallbackTrigger.UNDELIVERED),
                step("sms", null, null)));
        entries.add(steps("leads-nowhere", step("viber", "Hi", null), step("sms", null, null)));
        entries.add(
                steps("after-an-sms", step("sms", "Hi", null, FallbackTrigger.SEND_FAILED), step("viber", "Hi", null)));
        entries.add(steps("by-line", step("line", "Hi", null)));
        entries.add(policy("sms-for-templates", ReasonRule.AT_ONCE, FallbackTrigger.UNCERTAIN));
        entries.add(policy("sms-not-for-templates", ReasonRule.NEVER, FallbackTrigger.SEND_FAILED));
        entries.add(policy("disabled", false, "shop", FallbackTrigger.SEND_FAILED));
        entries.add(policy("no-account", true, "gone", FallbackTrigger.SEND_FAILED));
        entries.add(new SmsService("*", true, null));
        entries.add(new SmsService("no-sms", false, null));
        return MapCatalog.of(entries);
    }

    /** The intake check, with the usual bounds and that catalog. */
    public static Intake intake() {
        return new Intake(catalog(), KEYS, new AfterBounds(Duration.ofSeconds(60), Duration.ofHours(12)));
    }

    /** What is held of a request that was taken in at noon. */
    public static HeldSend held(SendRequest request) {
        return switch (intake().decide(request, new Arrival(NOON, NOON, "0-0", null))) {
            case Decision.Accepted(HeldSend held) -> held;
            case Decision.Refused refused -> throw new AssertionError(refused.detail());
        };
    }

    private static SenderAccount account(String channel, String id, @Nullable String tenant, boolean enabled) {
        return new SenderAccount(
                channel, id, tenant, enabled, "whatsapp-cloud", "https://example.test", Map.of(), Map.of(), null, null);
    }

    private static SenderAccount account(String channel, String id, String provider) {
        return new SenderAccount(
                channel, id, null, true, provider, "https://example.test", Map.of(), Map.of(), null, null);
    }

    private static MessageTemplate template(String code, TemplateState state, String... parameters) {
        return template("whatsapp", code, state, parameters);
    }

    private static MessageTemplate template(String channel, String code, TemplateState state, String... parameters) {
        return new MessageTemplate(
                channel, code, "en", code + "_v2", state, ParameterFormat.POSITIONAL, List.of(parameters));
    }

    private static FallbackPolicy policy(String id, ReasonRule unavailable, FallbackTrigger trigger) {
        FallbackStep step = policy(id, true, "shop", trigger).steps().getFirst();
        Map<Reason, ReasonRule> rules = Map.of(Reason.TEMPLATE_UNAVAILABLE, unavailable);
        return new FallbackPolicy(id, 3, true, Set.of(trigger), null, null, List.of(step), rules);
    }

    private static FallbackPolicy policy(String id, boolean enabled, String account, FallbackTrigger... triggers) {
        FallbackStep step = new FallbackStep("sms", account, null, null, Duration.ofHours(2), Set.of(), null);
        return new FallbackPolicy(id, 3, enabled, Set.of(triggers), null, null, List.of(step), Map.of());
    }

    private static FallbackPolicy waiting(String id, @Nullable Duration after, FallbackTrigger trigger) {
        return new FallbackPolicy(
                id, 3, true, Set.of(trigger), after, null, List.of(step("sms", null, null)), Map.of());
    }

    private static FallbackPolicy steps(String id, FallbackStep... steps) {
        return new FallbackPolicy(
                id, 3, true, Set.of(FallbackTrigger.SEND_FAILED), null, null, List.of(steps), Map.of());
    }

    private static FallbackStep step(
            String channel, @Nullable String text, @Nullable Duration after, FallbackTrigger... triggers) {
        String account = channel.equals("viber") ? "business" : "shop";
        return new FallbackStep(channel, account, text, null, null, Set.of(triggers), after);
    }

    public static CancelSend cancel(String id) {
        return new CancelSend(id, "acme", "crm", Map.of("call", "cancel"));
    }

    /** Of the campaign that the sample requests belong to. */
    public static CampaignControl campaign(CampaignAction action) {
        return new CampaignControl("autumn", "acme", "crm", action, Map.of("call", "campaign"));
    }

    public static RescheduleSend reschedule(String id, Instant sendAt) {
        return new RescheduleSend(id, "acme", "crm", sendAt, Map.of("call", "move"));
    }

    public static Request request(String id) {
        return new Request(id);
    }

    /** A request in the making: a text to a number by WhatsApp, unless told otherwise. */
    public static final class Request {
        private final String id;
        private String tenant = "acme";
        private String channel = "whatsapp";
        private String account = "shop";
        private String recipient = NUMBER;
        private @Nullable String campaign = "autumn";
        private RequestContent content = new TextContent("hello");
        private @Nullable Instant sendAt;
        private @Nullable Duration spread;
        private @Nullable DeliveryWindow window;
        private @Nullable Duration validFor;
        private Priority priority = Priority.NORMAL;
        private @Nullable OnUncertain onUncertain;
        private @Nullable FallbackChoice fallback;

        private Request(String id) {
            this.id = id;
        }

        public Request tenant(String value) {
            tenant = value;
            return this;
        }

        public Request by(String toChannel, String toAccount) {
            channel = toChannel;
            account = toAccount;
            return this;
        }

        public Request to(String value) {
            recipient = value;
            return this;
        }

        public Request text(String value) {
            content = new TextContent(value);
            return this;
        }

        public Request media(MediaKind kind, @Nullable String caption) {
            content = new MediaContent(kind, "https://media.example/1", caption);
            return this;
        }

        public Request template(String code, Map<String, String> parameters) {
            content = new TemplateContent(code, "en", parameters);
            return this;
        }

        public Request at(Instant value) {
            sendAt = value;
            return this;
        }

        public Request spread(@Nullable Duration value) {
            spread = value;
            return this;
        }

        public Request of(@Nullable String campaignId) {
            campaign = campaignId;
            return this;
        }

        public Request within(DeliveryWindow value) {
            window = value;
            return this;
        }

        public Request validFor(Duration value) {
            validFor = value;
            return this;
        }

        public Request priority(Priority value) {
            priority = value;
            return this;
        }

        public Request onUncertain(OnUncertain value) {
            onUncertain = value;
            return this;
        }

        public Request fallback(String policy) {
            return fallback(new FallbackChoice(policy, "your order", null));
        }

        public Request fallback(FallbackChoice value) {
            fallback = value;
            return this;
        }

        public SendRequest build() {
            return new SendRequest(
                    id,
                    tenant,
                    "crm",
                    campaign,
                    channel,
                    account,
                    recipient,
                    content,
                    sendAt,
                    spread,
                    window,
                    validFor,
                    priority,
                    onUncertain,
                    fallback,
                    Map.of("order", "17"));
        }
    }
}
