package dev.tidings.testbed.simulator.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.AccountPath;
import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Claim;
import dev.tidings.testbed.simulator.provider.First;
import dev.tidings.testbed.simulator.provider.Form;
import dev.tidings.testbed.simulator.provider.Ids;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Provider;
import dev.tidings.testbed.simulator.provider.Reporter;
import dev.tidings.testbed.simulator.provider.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Twilio: {@code POST /2010-04-01/Accounts/SID/Messages.json}. Accounts have the setting accountSid, one of from and messagingServiceSid or
 * both, and the secret authToken; those with the same accountSid are one account at Twilio.
 */
public final class Twilio implements Provider {
    private static final String CHANNEL = "sms";
    private static final AccountPath PATH = AccountPath.of("/2010-04-01/Accounts/(\\w{1,40})/Messages\\.json");
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US);

    private final Map<String, List<Account>> bySid;
    private final Ids ids;
    private final InstantSource clock;

    public Twilio(List<Account> accounts, Ids ids, InstantSource clock) {
        this.bySid = accounts.stream().collect(Collectors.groupingBy(account -> account.setting("accountSid")));
        accounts.forEach(account -> account.secret("authToken"));
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Claim claim(Call call) {
        return PATH.claim(call.path(), bySid::containsKey);
    }

    @Override
    public Inquiry open(Call call) {
        return new MessageInquiry(call);
    }

    @Override
    public Answer trouble(int status, @Nullable String code) {
        if (code != null) {
            return new TwilioError(status, Integer.parseInt(code), "Error " + code).answer();
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
            return First.of(
                            this::unauthorized,
                            this::wrongResource,
                            () -> TwilioMessage.problem(form, bySid.getOrDefault(accountSid, List.of())))
                    .<Verdict>map(error -> new Verdict.Refused(error.answer()))
                    .orElseGet(this::accept);
        }

        private Optional<TwilioError> unauthorized() {
            boolean known = bySid.keySet().stream().anyMatch(sid -> token(sid).isPresent());
            return known ? Optional.empty() : Optional.of(TwilioError.unauthorized());
        }

        /** The token of that account by which the call is authorized. */
        private Optional<String> token(String sid) {
            return bySid.getOrDefault(sid, List.of()).stream()
                    .map(account -> account.secret("authToken"))
                    .filter(token -> call.isAuthorizedBy("Basic "
                            + Base64.getEncoder().encodeToString((sid + ":" + token).getBytes(StandardCharsets.UTF_8))))
                    .findFirst();
        }

        private Optional<TwilioError> wrongResource() {
            if (!call.method().equals("POST")) {
                return Optional.of(new TwilioError(405, 20004, "Method not allowed"));
            }
            if (token(accountSid).isEmpty()) {
                return Optional.of(TwilioError.notFound(call.path()));
            }
            return call.contentType().startsWith("application/x-www-form-urlencoded")
                    ? Optional.empty()
                    : Optional.of(new TwilioError(415, 20415, "Unsupported media type"));
        }

        private Verdict accept() {
            String sid = "SM" + ids.hex(16);
            return new Verdict.Accepted(sid, Answer.json(201, created(sid)), reporter(sid));
        }

        private @Nullable Reporter reporter(String sid) {
            return StatusCallback.reachable(form)
                    .map(url -> new TwilioReporter(
                            url, token(accountSid).orElseThrow(), new TwilioReporter.Subject(accountSid, sid, form)))
                    .orElse(null);
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
