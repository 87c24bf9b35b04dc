package dev.tidings.dispatcher.channel.twilio;

import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.http.Forms;
import dev.tidings.dispatcher.channel.webhook.Fate;
import dev.tidings.dispatcher.channel.webhook.Signatures;
import dev.tidings.dispatcher.channel.webhook.Statuses;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.dispatcher.channel.webhook.WebhookRequest;
import dev.tidings.dispatcher.channel.webhook.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Twilio's status callback: a form with MessageSid, MessageStatus and, where it failed, ErrorCode. It is asked for with each
 * message, has no time of its own, and is signed with the account's auth token over the URL that it was asked to call and over
 * the fields, sorted, each name with its value behind it.
 */
final class TwilioWebhook implements WebhookReader {
    private static final String AUTH_TOKEN = "authToken";
    private static final int LONGEST_ID = 64;

    /** Of some hundred bytes, usually: what is longer would cost a stranger little to send, and us much to read before we know. */
    private static final int LONGEST_BODY = 16 * 1024;

    @Override
    public Set<String> credentials() {
        return Set.of(AUTH_TOKEN);
    }

    @Override
    public boolean isAuthentic(WebhookRequest request, WebhookSecrets secrets) {
        return request.body().length <= LONGEST_BODY
                && Signatures.sha1Base64(signed(request), request.header("X-Twilio-Signature"), secrets.of(AUTH_TOKEN));
    }

    /** A name that comes more than once counts with each of its values once, sorted as well. */
    private static byte[] signed(WebhookRequest request) {
        String fields = fields(request)
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toCollection(TreeSet::new))))
                .entrySet()
                .stream()
                .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + value))
                .collect(Collectors.joining());
        return (request.url() + fields).getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<Map.Entry<String, String>> fields(WebhookRequest request) {
        return Forms.read(new String(request.body(), StandardCharsets.UTF_8)).stream();
    }

    @Override
    public Optional<Statuses> read(WebhookRequest request, SenderAccount account, Instant now) {
        Map<String, String> form =
                fields(request).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
        String said = form.getOrDefault("MessageStatus", "");
        String sid = form.getOrDefault("MessageSid", "");
        if (said.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (said) {
                    case "delivered" -> told(account, sid, ReceiptKind.DELIVERED, form, now);
                    case "read" -> told(account, sid, ReceiptKind.READ, form, now);
                    case "undelivered", "failed" -> told(account, sid, ReceiptKind.UNDELIVERED, form, now);
                    case "accepted", "scheduled", "queued", "sending", "sent" -> nothing(Fate.SENT);
                    default -> nothing(Fate.OTHER);
                });
    }

    private static Statuses told(
            SenderAccount account, String sid, ReceiptKind kind, Map<String, String> form, Instant now) {
        if (sid.isBlank() || sid.length() > LONGEST_ID) {
            return nothing(Fate.MALFORMED);
        }
        if (!form.getOrDefault("AccountSid", "").equals(account.settings().get("accountSid"))) {
            return nothing(Fate.OTHER_NUMBER);
        }
        boolean failed = kind == ReceiptKind.UNDELIVERED;
        String code = form.getOrDefault("ErrorCode", "");
        Receipt receipt = new Receipt(
                account.channel(),
                account.accountId(),
                sid,
                sid,
                kind,
                failed ? TwilioErrors.TABLE.receiptReason(code) : null,
                failed && code.matches("[0-9]{1,9}") ? code : null,
                now,
                now);
        return new Statuses(List.of(receipt), List.of(Fate.TAKEN));
    }

    private static Statuses nothing(Fate fate) {
        return new Statuses(List.of(), List.of(fate));
    }
}
