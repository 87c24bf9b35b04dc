package dev.tidings.local.send;

import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.Priority;
import dev.tidings.contract.SendRequest;
import dev.tidings.local.settings.Channels;
import dev.tidings.local.settings.Spans;
import dev.tidings.local.settings.UserError;
import dev.tidings.publish.SendRequestBuilder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make up a request. */
final class RequestOptions {
    private static final int ID_BYTES = 6;

    @Option(
            names = "--channel",
            required = true,
            completionCandidates = Channels.class,
            description = "${COMPLETION-CANDIDATES}")
    String channel = "";

    @Option(names = "--account", required = true, description = "the sending account, as the catalog has it")
    String account = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "ADDRESS",
            description = "the recipient: +6581234567, or the channel's id of a user")
    String to = "";

    @Option(names = "--template", paramLabel = "CODE", description = "an approved template; or --text")
    @Nullable
    String template;

    @Option(names = "--lang", defaultValue = "en", description = "its language (default: ${DEFAULT-VALUE})")
    String lang = "en";

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "a value for its parameter; repeatable")
    Map<String, String> params = new LinkedHashMap<>();

    @Option(names = "--text", description = "plain text, or what stands under --media; or --template")
    @Nullable
    String text;

    @Option(names = "--media", paramLabel = "LINK", description = "an https link to what is sent")
    @Nullable
    String media;

    @Option(names = "--kind", description = "what it links to: ${COMPLETION-CANDIDATES} (default: IMAGE)")
    MediaKind kind = MediaKind.IMAGE;

    @Option(names = "--at", paramLabel = "TIME", description = "+10s or 2026-12-01T09:00+08:00 (default: now)")
    @Nullable
    String at;

    @Option(
            names = "--spread",
            paramLabel = "SPAN",
            description = "send within this span of --at, by the request's id: 10m (default: at once)")
    @Nullable
    String spread;

    @Option(names = "--campaign", description = "the campaign that it belongs to (default: none)")
    @Nullable
    String campaign;

    @Option(names = "--fallback", paramLabel = "POLICY", description = "the fallback policy that decides about an SMS")
    @Nullable
    String fallback;

    @Option(names = "--sms", paramLabel = "TEXT", description = "the SMS's text")
    @Nullable
    String sms;

    @Option(names = "--phone", paramLabel = "NUMBER", description = "the SMS's number (default: that of --to)")
    @Nullable
    String phone;

    @Option(names = "--id", description = "the request's id, the idempotency key (default: a new one)")
    @Nullable
    String id;

    @Option(names = "--priority", description = "${COMPLETION-CANDIDATES} (default: NORMAL)")
    Priority priority = Priority.NORMAL;

    @Option(
            names = "--valid-for",
            paramLabel = "SPAN",
            description = "how late it may still be sent: 10m (default: 24h)")
    @Nullable
    String validFor;

    @Option(names = "--tenant", defaultValue = Upstream.TENANT, description = "who pays (default: ${DEFAULT-VALUE})")
    String tenant = Upstream.TENANT;

    /**
     * The request that these options describe.
     *
     * @param zone for a time without an offset
     * @param random for an id, where none was given
     * @throws UserError where options are missing or contradict each other
     */
    SendRequest toRequest(Instant now, ZoneId zone, RandomGenerator random) {
        Channels.check("--channel", channel);
        SendRequestBuilder request = SendRequestBuilder.to(channel, account, to)
                .requestId(id == null ? newId(random) : id)
                .from(tenant, Upstream.SOURCE)
                .priority(priority);
        content(request);
        if (at != null) {
            request.sendAt(Spans.point(at, now, zone));
        }
        if (spread != null) {
            request.spread(Spans.span(spread));
        }
        if (campaign != null) {
            request.campaign(campaign);
        }
        if (validFor != null) {
            request.validFor(Spans.span(validFor));
        }
        if (fallback != null) {
            request.fallback(new FallbackChoice(fallback, sms, phone));
        } else if (sms != null || phone != null) {
            throw new UserError("--sms and --phone need --fallback POLICY, for example sms-on-failure.");
        }
        return request.build();
    }

    private void content(SendRequestBuilder request) {
        if (template != null && text == null && media == null) {
            request.template(template, lang, params);
        } else if (media != null && template == null) {
            request.media(kind, media, text);
        } else if (text != null && template == null) {
            request.text(text);
        } else {
            throw new UserError(
                    "Say what to send: --template CODE --param name=value, --text \"...\", or --media LINK; one of them.");
        }
    }

    private static String newId(RandomGenerator random) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return "cli-" + HexFormat.of().formatHex(bytes);
    }
}
