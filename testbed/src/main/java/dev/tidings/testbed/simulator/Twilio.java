package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Twilio: {@code POST /2010-04-01/Accounts/SID/Messages.json}. */
final class Twilio implements Provider {
    static final String CHANNEL = "sms";
    private static final AccountPath PATH = AccountPath.of("/2010-04-01/Accounts/(\\w{1,40})/Messages\\.json");
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US);

    private final Accounts accounts;
    private final String token;
    private final Ids ids;
    private final InstantSource clock;
    private final TwilioMessage message;

    Twilio(Accounts accounts, String token, Ids ids, InstantSource clock) {
        this.accounts = accounts;
        this.token = token;
        this.ids = ids;
        this.clock = clock;
        this.message = new TwilioMessage(accounts);
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public boolean owns(String path) {
        return PATH.matches(path);
    }

    @Override
    public Inquiry open(Call call) {
        return new MessageInquiry(call);
    }

    @Override
    public Answer trouble(int status, @Nullable Integer code) {
        if (code != null) {
            return new TwilioError(status, code, "Error " + code).answer();
        }
        return status == 502 || status == 504
                ? Answer.gateway(status)
                : TwilioError.of(status).answer();
    }

    private final class MessageInquiry implements Inquiry {
        private final Call call;
        private final String accountSid;
        private final Form form;

        MessageInquiry(Call call) {
            this.call = call;
            this.accountSid = PATH.account(call.path());
            this.form = Form.parse(call.body());
        }

        @Override
        public Address address() {
            return new Address(CHANNEL, accountSid, form.text("To"));
        }

        @Override
        public Verdict judge(Set<String> deletedTemplates) {
            return First.of(this::unauthorized, this::wrongResource, () -> message.problem(form))
                    .<Verdict>map(error -> new Verdict.Refused(error.answer()))
                    .orElseGet(this::accept);
        }

        private Optional<TwilioError> unauthorized() {
            boolean known = accounts.accountSids().stream().anyMatch(this::authorizes);
            return known ? Optional.empty() : Optional.of(TwilioError.unauthorized());
        }

        private boolean authorizes(String sid) {
            String basic = Base64.getEncoder().encodeToString((sid + ":" + token).getBytes(StandardCharsets.UTF_8));
            return call.isAuthorizedBy("Basic " + basic);
        }

        private Optional<TwilioError> wrongResource() {
            if (!call.method().equals("POST")) {
                return Optional.of(new TwilioError(405, 20004, "Method not allowed"));
            }
            if (!authorizes(accountSid)) {
                return Optional.of(TwilioError.notFound(call.path()));
            }
            return call.contentType().startsWith("application/x-www-form-urlencoded")
                    ? Optional.empty()
                    : Optional.of(new TwilioError(415, 20415, "Unsupported media type"));
        }

        private Verdict accept() {
            String sid = ids.smsMessage();
            return new Verdict.Accepted(sid, Answer.json(201, created(sid)), null);
        }

        private ObjectNode created(String sid) {
            String base = "/2010-04-01/Accounts/" + accountSid + "/Messages/" + sid;
            String now = RFC_2822.format(clock.instant().atZone(ZoneOffset.UTC));
            boolean hasSender = form.value("From").isPresent();
            ObjectNode root = Json.object()
                    .put("account_sid", accountSid)
                    .put("api_version", "2010-04-01")
                    .put("body", form.text("Body"))
                    .put("date_created", now)
                    .putNull("date_sent")
                    .put("date_updated", now)
                    .put("direction", "outbound-api")
                    .putNull("error_code")
                    .putNull("error_message")
                    .put("from", form.value("From").orElse(null))
                    .put(
                            "messaging_service_sid",
                            form.value("MessagingServiceSid").orElse(null))
                    .put("num_media", form.value("MediaUrl").isPresent() ? "1" : "0")
                    // A messaging service picks the sender later, and counts the parts then.
                    .put("num_segments", hasSender ? "" + Segments.count(form.text("Body")) : "0")
                    .putNull("price")
                    .put("price_unit", "USD")
                    .put("sid", sid)
                    .put("status", hasSender ? "queued" : "accepted")
                    .put("to", form.text("To"))
                    .put("uri", base + ".json");
            root.putObject("subresource_uris").put("media", base + "/Media.json");
            return root;
        }
    }
}
