package dev.tidings.scheduler.intake;

import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.RequestContent;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TextContent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a request's canonical form: equal exactly where every field is. The Avro bytes will not do, since the order
 * of a map's entries in them differs from one process to the next. Each value is preceded by its length, so that no two
 * requests run together into the same bytes. A field that the contract gains later is added where it is present only:
 * otherwise the repeats of all requests accepted before an upgrade would look like conflicts after it.
 */
public record Fingerprint(long first, long second, long third, long fourth) {
    public static final int BYTES = 32;

    public static Fingerprint of(SendRequest request) {
        Canonical canonical = new Canonical();
        canonical
                .add(request.requestId())
                .add(request.tenant())
                .add(request.source())
                .add(request.campaignId())
                .add(request.channel())
                .add(request.accountId())
                .add(request.recipient());
        content(canonical, request.content());
        canonical.add(request.sendAt());
        window(canonical, request.deliveryWindow());
        canonical.add(request.validFor()).add(request.priority()).add(request.onUncertain());
        fallback(canonical, request.fallback());
        canonical.add(request.metadata());
        if (request.spread() != null) {
            canonical.add("spread").add(request.spread());
        }
        return read(ByteBuffer.wrap(canonical.digest()));
    }

    public static Fingerprint read(ByteBuffer bytes) {
        return new Fingerprint(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    public void write(ByteBuffer bytes) {
        bytes.putLong(first).putLong(second).putLong(third).putLong(fourth);
    }

    private static void content(Canonical canonical, RequestContent content) {
        switch (content) {
            case TemplateContent template ->
                canonical
                        .add("template")
                        .add(template.code())
                        .add(template.language())
                        .add(template.parameters());
            case TextContent text -> canonical.add("text").add(text.text());
            case MediaContent media ->
                canonical.add("media").add(media.kind()).add(media.link()).add(media.caption());
        }
    }

    private static void window(Canonical canonical, @Nullable DeliveryWindow window) {
        if (window == null) {
            canonical.absent();
            return;
        }
        TreeSet<DayOfWeek> days = new TreeSet<>(window.weekdays());
        canonical
                .add(window.zone())
                .add(days)
                .add(window.from())
                .add(window.to())
                .add(window.outside());
    }

    private static void fallback(Canonical canonical, @Nullable FallbackChoice fallback) {
        if (fallback == null) {
            canonical.absent();
            return;
        }
        canonical.add(fallback.policyId()).add(fallback.smsText()).add(fallback.phone());
    }

    private static final class Canonical {
        private static final int ABSENT = -1;

        private final MessageDigest digest;

        Canonical() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        Canonical add(@Nullable Object value) {
            if (value == null) {
                return absent();
            }
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            length(text.length);
            digest.update(text);
            return this;
        }

        Canonical add(Map<String, String> entries) {
            length(entries.size());
            new TreeMap<>(entries).forEach((key, value) -> add(key).add(value));
            return this;
        }

        Canonical absent() {
            length(ABSENT);
            return this;
        }

        private void length(int length) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        }

        byte[] digest() {
            return digest.digest();
        }
    }
}
