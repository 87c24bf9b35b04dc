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

/**
 * Viber's business messages, as far as they are known: {@code POST /vibersrvc/1/send_message}. Accounts have the setting serviceId and the
 * secrets authToken and webhookToken.
 */
public final class ViberBusiness implements Provider {
    private static final String PATH = "/vibersrvc/1/send_message";
    private static final String TOKEN = "x-viber-auth-token";
    private static final Status UNAUTHORIZED = new Status(401, "");
    private static final Status THROTTLED = new Status(1, "");

    private final List<Account> accounts;
    private final Ids ids;

    public ViberBusiness(List<Account> accounts, Ids ids, InstantSource clock) {
        accounts.forEach(account -> {
            account.setting("serviceId");
            account.secret("authToken");
            account.secret("webhookToken");
        });
        this.accounts = accounts;
        this.ids = ids;
    }

    @Override
    public Claim claim(Call call) {
        return call.path().equals(PATH) ? Claim.ACCOUNT : Claim.NONE;
    }

    @Override
    public Inquiry open(Call call) {
        return new MessageInquiry(call);
    }

    @Override
    public Answer trouble(int status, @Nullable String code) {
        Optional<Status> asked = Optional.ofNullable(code).map(number -> new Status(Integer.parseInt(number), ""));
        return Status.trouble(status, asked, UNAUTHORIZED, THROTTLED);
    }

    private final class MessageInquiry implements Inquiry {
        private final Call call;
        private final Optional<JsonNode> message;
        private final Optional<Account> sender;

        MessageInquiry(Call call) {
            this.call = call;
            this.message = Json.tree(call.body()).filter(JsonNode::isObject);
            this.sender = accounts.stream()
                    .filter(account -> account.setting("serviceId").equals(field("service_id")))
                    .findFirst();
        }

        private String field(String name) {
            return message.map(node -> node.path(name).asText()).orElse("");
        }

        @Override
        public Address address() {
            return new Address("viber", field("service_id"), field("dest"));
        }

        @Override
        public Verdict judge(Set<String> deletedTemplates) {
            return First.of(this::malformed, this::unauthorized, () -> BusinessMessage.problem(message.orElseThrow()))
                    .<Verdict>map(status -> new Verdict.Refused(status.answer()))
                    .orElseGet(this::accept);
        }

        private Optional<Status> malformed() {
            return call.method().equals("POST") && message.isPresent() ? Optional.empty() : Status.of(3, "");
        }

        private Optional<Status> unauthorized() {
            return sender.filter(account -> call.hasHeader(TOKEN, account.secret("authToken")))
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(UNAUTHORIZED);
        }

        private Verdict accept() {
            long token = ids.between(1_000_000_000_000_000_000L, 8_999_999_999_999_999_999L);
            Answer answer = Answer.json(200, new Status(0, "").json().put("message_token", token));
            return new Verdict.Accepted(Long.toString(token), answer, reporter(token));
        }

        private @Nullable Reporter reporter(long token) {
            Account account = sender.orElseThrow();
            URI webhook = account.webhook();
            return webhook == null
                    ? null
                    : new BusinessReporter(webhook, account.secret("webhookToken"), token, field("dest"));
        }
    }
}
