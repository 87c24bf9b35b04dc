package dev.tidings.publish;

import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.Priority;
import dev.tidings.contract.RequestContent;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TextContent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a SendRequest from what differs from the usual: sent at once, valid for 24 hours, NORMAL, without a fallback. */
public final class SendRequestBuilder {
    private final String channel;
    private final String accountId;
    private final String recipient;
    private final Map<String, String> metadata = new HashMap<>();
    private Priority priority = Priority.NORMAL;
    private @Nullable String requestId;
    private @Nullable String tenant;
    private @Nullable String source;
    private @Nullable String campaignId;
    private @Nullable RequestContent content;
    private @Nullable Instant sendAt;
    private @Nullable Duration spread;
    private @Nullable DeliveryWindow deliveryWindow;
    private @Nullable Duration validFor;
    private @Nullable OnUncertain onUncertain;
    private @Nullable FallbackChoice fallback;

    private SendRequestBuilder(String channel, String accountId, String recipient) {
        this.channel = channel;
        this.accountId = accountId;
        this.recipient = recipient;
    }

    /**
     * A request to this recipient.
     *
     * @param accountId the sending account, as the catalog has it
     * @param recipient E.164 number (+6581234567) or the channel's user id
     */
    public static SendRequestBuilder to(String channel, String accountId, String recipient) {
        return new SendRequestBuilder(channel, accountId, recipient);
    }

    /** Required: the idempotency key. Make it from what the message is about, so that a repeat has the same one. */
    public SendRequestBuilder requestId(String id) {
        this.requestId = id;
        return this;
    }

    /** Required: who pays, and which service asks. */
    public SendRequestBuilder from(String payingTenant, String upstreamService) {
        this.tenant = payingTenant;
        this.source = upstreamService;
        return this;
    }

    public SendRequestBuilder campaign(String id) {
        this.campaignId = id;
        return this;
    }

    /** Sends an approved template; all of its parameters, and no others. */
    public SendRequestBuilder template(String code, String language, Map<String, String> parameters) {
        return content(new TemplateContent(code, language, parameters));
    }

    public SendRequestBuilder text(String text) {
        return content(new TextContent(text));
    }

    /** Sends media that the provider fetches from an https link. */
    public SendRequestBuilder media(MediaKind kind, String link, @Nullable String caption) {
        return content(new MediaContent(kind, link, caption));
    }

    /** Required, by this method or by template, text or media. */
    public SendRequestBuilder content(RequestContent what) {
        this.content = what;
        return this;
    }

    public SendRequestBuilder sendAt(Instant when) {
        this.sendAt = when;
        return this;
    }

    /** Moves the send on by a part of this span that follows from its id, so that many at one time make no burst. */
    public SendRequestBuilder spread(Duration over) {
        this.spread = over;
        return this;
    }

    public SendRequestBuilder deliveryWindow(DeliveryWindow window) {
        this.deliveryWindow = window;
        return this;
    }

    /** How long after it is due the message may still be sent. */
    public SendRequestBuilder validFor(Duration validity) {
        this.validFor = validity;
        return this;
    }

    public SendRequestBuilder priority(Priority lane) {
        this.priority = lane;
        return this;
    }

    public SendRequestBuilder onUncertain(OnUncertain choice) {
        this.onUncertain = choice;
        return this;
    }

    /** Lets a policy decide about an SMS with this text, to the recipient's number. */
    public SendRequestBuilder fallback(String policyId, String smsText) {
        return fallback(new FallbackChoice(policyId, smsText, null));
    }

    public SendRequestBuilder fallback(FallbackChoice choice) {
        this.fallback = choice;
        return this;
    }

    /** Adds an entry that every result will echo. */
    public SendRequestBuilder metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /**
     * The request.
     *
     * @throws IllegalStateException where something required was not given; bounds are checked on publishing
     */
    public SendRequest build() {
        return new SendRequest(
                required(requestId, "requestId"),
                required(tenant, "from(tenant, source)"),
                required(source, "from(tenant, source)"),
                campaignId,
                channel,
                accountId,
                recipient,
                required(content, "template, text or media"),
                sendAt,
                spread,
                deliveryWindow,
                validFor,
                priority,
                onUncertain,
                fallback,
                metadata);
    }

    private static <T> T required(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("the request has no " + what);
        }
        return value;
    }
}
