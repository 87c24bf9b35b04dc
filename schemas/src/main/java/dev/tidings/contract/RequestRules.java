package dev.tidings.contract;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of form that need no catalog: bounds, and fields that contradict each other. Each problem names its field and
 * holds nothing of its value. Characters are Unicode code points. Whether an address, template or account is right for a
 * channel is not asked here.
 */
public final class RequestRules {
    /** All texts of one request together, UTF-8 bytes: less than this. */
    public static final int MAX_BYTES = 256 * 1024;

    /** An SMS, in {@link #characters}: what the providers put together of its parts. */
    public static final int MAX_SMS_TEXT = 1_600;

    /** Of a request that says nothing of it: how long after it is due its message may still be sent. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofHours(24);

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Duration MIN_VALIDITY = Duration.ofSeconds(1);
    private static final Duration MAX_VALIDITY = Duration.ofDays(30);
    private static final Duration MAX_SPREAD = Duration.ofHours(24);
    private static final int MAX_YEARS_AHEAD = 10;
    /** Fewer than the codec's limit on collections, so that what is accepted can be read. */
    private static final int MAX_PARAMETERS = 100;

    private RequestRules() {}

    /** Whether it is an id that a request may have. Services make longer ids of it, with characters that it has not. */
    public static boolean isRequestId(String id) {
        return REQUEST_ID.matcher(id).matches();
    }

    /** How long a text is, wherever it is measured: an emoji is one character or more, but never half of one. */
    public static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    /** What is wrong with the request; empty: nothing. */
    public static List<String> problems(SendRequest request, Instant now) {
        FormCheck form = new FormCheck();
        identity(form, request.requestId(), request.tenant(), request.source());
        if (request.campaignId() != null) {
            form.name("campaignId", request.campaignId(), 64);
        }
        form.name("channel", request.channel(), 32);
        form.name("accountId", request.accountId(), 64);
        form.name("recipient", request.recipient(), 128);
        content(form, request.content());
        sendAt(form, request.sendAt(), now);
        spread(form, request.spread());
        window(form, request.deliveryWindow());
        validFor(form, request.validFor());
        form.check(present(request.priority()), "priority: is missing");
        fallback(form, request.fallback());
        metadata(form, request.metadata());
        form.check(form.bytes() < MAX_BYTES, "request: its texts together have " + MAX_BYTES + " bytes or more");
        return form.problems();
    }

    /** What is wrong with the cancellation; empty: nothing. */
    public static List<String> problems(CancelSend cancel) {
        FormCheck form = new FormCheck();
        identity(form, cancel.requestId(), cancel.tenant(), cancel.source());
        metadata(form, cancel.metadata());
        return form.problems();
    }

    /** What is wrong with the new time; empty: nothing. */
    public static List<String> problems(RescheduleSend reschedule, Instant now) {
        FormCheck form = new FormCheck();
        identity(form, reschedule.requestId(), reschedule.tenant(), reschedule.source());
        form.check(present(reschedule.sendAt()), "sendAt: is missing");
        sendAt(form, reschedule.sendAt(), now);
        metadata(form, reschedule.metadata());
        return form.problems();
    }

    /** What is wrong with the order about a campaign; empty: nothing. */
    public static List<String> problems(CampaignControl control) {
        FormCheck form = new FormCheck();
        form.name("campaignId", control.campaignId(), 64);
        form.name("tenant", control.tenant(), 64);
        form.name("source", control.source(), 64);
        form.check(
                present(control.action()) && control.action() != CampaignAction.UNRECOGNIZED,
                "action: is none of PAUSE, RESUME, CANCEL");
        metadata(form, control.metadata());
        return form.problems();
    }

    private static void identity(
            FormCheck form, @Nullable String requestId, @Nullable String tenant, @Nullable String source) {
        form.check(
                requestId != null && isRequestId(requestId),
                "requestId: needs 1 to 64 characters out of A-Z a-z 0-9 . _ : -");
        form.name("tenant", tenant, 64);
        form.name("source", source, 64);
    }

    private static void content(FormCheck form, @Nullable RequestContent content) {
        switch (content) {
            case null -> form.check(false, "content: is missing");
            case TemplateContent template -> {
                form.name("content.code", template.code(), 128);
                form.name("content.language", template.language(), 35);
                form.entries("content.parameters", template.parameters(), MAX_PARAMETERS, 128, 1024);
            }
            case TextContent text -> form.text("content.text", text.text(), 4096);
            case MediaContent media -> {
                form.check(present(media.kind()), "content.kind: is missing");
                form.name("content.link", media.link(), 2048);
                form.check(isHttps(media.link()), "content.link: must be an https URL with a host and without a login");
                form.optionalText("content.caption", media.caption(), 1024);
            }
        }
    }

    private static boolean isHttps(@Nullable String link) {
        try {
            URI uri = new URI(link == null ? "" : link);
            return uri.getScheme() != null
                    && uri.getScheme().toLowerCase(Locale.ROOT).equals("https")
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void sendAt(FormCheck form, @Nullable Instant sendAt, Instant now) {
        if (sendAt != null) {
            Instant latest =
                    now.atOffset(ZoneOffset.UTC).plusYears(MAX_YEARS_AHEAD).toInstant();
            form.check(!sendAt.isAfter(latest), "sendAt: is more than " + MAX_YEARS_AHEAD + " years ahead");
        }
    }

    private static void window(FormCheck form, @Nullable DeliveryWindow window) {
        if (window == null) {
            return;
        }
        form.check(
                present(window.zone())
                        && ZoneRulesProvider.getAvailableZoneIds().contains(window.zone()),
                "deliveryWindow.zone: is no IANA time zone");
        form.check(!window.weekdays().isEmpty(), "deliveryWindow.weekdays: names no day");
        form.check(present(window.from()) && present(window.to()), "deliveryWindow: from or to is missing");
        form.check(
                !present(window.from()) || !window.from().equals(window.to()),
                "deliveryWindow: from and to are the same time");
        form.check(present(window.outside()), "deliveryWindow.outside: is missing");
    }

    private static void spread(FormCheck form, @Nullable Duration spread) {
        form.check(
                spread == null || (!spread.isNegative() && spread.compareTo(MAX_SPREAD) <= 0),
                "spread: must be from 0 to 24 hours");
    }

    private static void validFor(FormCheck form, @Nullable Duration validFor) {
        form.check(
                validFor == null || (validFor.compareTo(MIN_VALIDITY) >= 0 && validFor.compareTo(MAX_VALIDITY) <= 0),
                "validFor: must be from 1 second to 30 days");
    }

    private static void fallback(FormCheck form, @Nullable FallbackChoice fallback) {
        if (fallback != null) {
            form.name("fallback.policyId", fallback.policyId(), 64);
            form.optionalText("fallback.smsText", fallback.smsText(), MAX_SMS_TEXT);
            if (fallback.phone() != null) {
                form.name("fallback.phone", fallback.phone(), 128);
            }
        }
    }

    private static void metadata(FormCheck form, @Nullable Map<String, String> metadata) {
        form.entries("metadata", metadata, 32, 64, 512);
    }

    /** The contract has no nulls here, but an upstream without null checks can put them there. */
    private static boolean present(@Nullable Object value) {
        return value != null;
    }
}
