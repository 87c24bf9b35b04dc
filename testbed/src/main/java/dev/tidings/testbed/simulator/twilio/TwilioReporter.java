package dev.tidings.testbed.simulator.twilio;

import dev.tidings.testbed.simulator.provider.Form;
import dev.tidings.testbed.simulator.provider.Hmac;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Post;
import dev.tidings.testbed.simulator.provider.Report;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Status callbacks of one message.
 *
 * @param url The StatusCallback that its request named.
 * @param authToken Signs them.
 * @param subject The message.
 */
record TwilioReporter(URI url, String authToken, Subject subject) implements Reporter {
    /** Unreachable destination handset. */
    private static final String UNREACHABLE = "30003";

    /**
     * The message that callbacks are about.
     *
     * @param accountSid The account.
     * @param messageSid The provider's id.
     * @param request The fields it was sent with.
     */
    record Subject(String accountSid, String messageSid, Form request) {
        SortedMap<String, String> fields(String status) {
            SortedMap<String, String> fields = new TreeMap<>();
            fields.put("AccountSid", accountSid);
            fields.put("ApiVersion", "2010-04-01");
            fields.put("MessageSid", messageSid);
            fields.put("MessageStatus", status);
            fields.put("SmsSid", messageSid);
            fields.put("SmsStatus", status);
            fields.put("To", request.text("To"));
            request.value("From").ifPresent(from -> fields.put("From", from));
            request.value("MessagingServiceSid").ifPresent(sid -> fields.put("MessagingServiceSid", sid));
            return fields;
        }

        @Override
        public String toString() {
            return "Subject[hidden]";
        }
    }

    @Override
    public void tell(Report report, Outbox outbox) {
        switch (report) {
            case Report.Sent _ -> outbox.post(post(subject.fields("sent")));
            case Report.Delivered _ -> outbox.post(post(subject.fields("delivered")));
            case Report.Failed failed -> {
                SortedMap<String, String> fields = subject.fields("undelivered");
                fields.put("ErrorCode", failed.code() == null ? UNREACHABLE : failed.code());
                outbox.post(post(fields));
            }
            case Report.Read _ -> {}
        }
    }

    private Post post(SortedMap<String, String> fields) {
        return new Post(
                url,
                Map.of(
                        "Content-Type", "application/x-www-form-urlencoded",
                        "User-Agent", "TwilioProxy/1.1",
                        "X-Twilio-Signature", signature(authToken, url.toString(), fields)),
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Over the URL and, right behind it, each name with its value, in the order of the names. */
    static String signature(String authToken, String url, SortedMap<String, String> fields) {
        StringBuilder signed = new StringBuilder(url);
        fields.forEach((name, value) -> signed.append(name).append(value));
        return Base64.getEncoder().encodeToString(Hmac.SHA1.of(authToken, signed.toString()));
    }

    @Override
    public String toString() {
        return "TwilioReporter[hidden]";
    }
}
