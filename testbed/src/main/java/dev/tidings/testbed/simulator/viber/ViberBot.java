package dev.tidings.testbed.simulator.viber;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Claim;
import dev.tidings.testbed.simulator.provider.First;
import dev.tidings.testbed.simulator.provider.Ids;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Provider;
import dev.tidings.testbed.simulator.provider.Reporter;
import dev.tidings.testbed.simulator.provider.Verdict;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Viber's bots: {@code POST /pa/send_message}. Accounts have the secret authToken. */
public final class ViberBot implements Provider {
    private static final String PATH = "/pa/send_message";
    private static final String TOKEN = "x-viber-auth-token";
    private static final Status UNAUTHORIZED = new Status(2, "invalidAuthToken");
    private static final Status THROTTLED = new Status(12, "tooManyRequests");

    private final List<Account> accounts;
    private final Ids ids;

    public ViberBot(List<Account> accounts, Ids ids, InstantSource clock) {
        accounts.forEach(account -> account.secret("authToken"));
        this.accounts = accounts;
        this.ids = ids;
    }

    @Override
    public Claim claim(Call call) {
        if (!call.path().equals(PATH)) {
            return Claim.NONE;
        }
        return sender(call).isPresent() ? Claim.ACCOUNT : Claim.FORM;
    }

    @Override
    public Inquiry open(Call call) {
        return new MessageInquiry(call);
    }

    @Override
    public Answer trouble(int status, @Nullable String code) {
        Optional<Status> asked =
                Optional.ofNullable(code).map(number -> new Status(Integer.parseInt(number), "status " + number));
        return Status.trouble(status, asked, UNAUTHORIZED, THROTTLED);
    }

    private Optional<Account> sender(Call call) {
        return accounts.stream()
                .filter(account -> call.hasHeader(TOKEN, account.secret("authToken")))
                .findFirst();
    }

    private final class MessageInquiry implements Inquiry {
        private final Call call;
        private final Optional<Account> sender;
        private final Optional<JsonNode> message;

        MessageInquiry(Call call) {
            this.call = call;
            this.sender = sender(call);
            this.message = Json.tree(call.body()).filter(JsonNode::isObject);
        }

        @Override
        public Address address() {
            return new Address(
                    "viber",
                    sender.map(Account::id).orElse(""),
                    message.map(node -> node.path("receiver").asText()).orElse(""));
        }

        @Override
        public Verdict judge(Set<String> deletedTemplates) {
            return First.of(this::unauthorized, this::malformed)
                    .<Verdict>map(status -> new Verdict.Refused(status.answer()))
                    .orElseGet(this::accept);
        }

        private Optional<Status> unauthorized() {
            return sender.isPresent() ? Optional.empty() : Optional.of(UNAUTHORIZED);
        }

        private Optional<Status> malformed() {
            if (!call.method().equals("POST") || message.isEmpty()) {
                return Status.of(3, "badData");
            }
            return BotMessage.problem(message.get(), call.body());
        }

        private Verdict accept() {
            long token = ids.between(1_000_000_000_000_000_000L, 8_999_999_999_999_999_999L);
            Answer answer = Answer.json(
                    200,
                    new Status(0, "ok")
                            .json()
                            .put("message_token", token)
                            .put("chat_hostname", "SN-CHAT-01_")
                            .put("billing_status", 1));
            return new Verdict.Accepted(Long.toString(token), answer, reporter(token));
        }

        private @Nullable Reporter reporter(long token) {
            Account account = sender.orElseThrow();
            URI webhook = account.webhook();
            return webhook == null
                    ? null
                    : new BotReporter(
                            webhook,
                            account.secret("authToken"),
                            token,
                            address().to());
        }
    }
}
