package dev.tidings.testbed.simulator.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Claim;
import dev.tidings.testbed.simulator.provider.First;
import dev.tidings.testbed.simulator.provider.Ids;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Provider;
import dev.tidings.testbed.simulator.provider.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * LINE's Messaging API: {@code POST /v2/bot/message/push}. Accounts have the secrets channelAccessToken and channelSecret. The former is all
 * that a call names: their ids are those of the catalog. Of pushed messages nothing is reported.
 */
public final class Line implements Provider {
    private static final String CHANNEL = "line";
    private static final String PREFIX = "/v2/bot/";
    private static final String PUSH = PREFIX + "message/push";

    private final List<Account> accounts;
    private final RetryKeys keys;
    private final Ids ids;

    public Line(List<Account> accounts, Ids ids, InstantSource clock) {
        this.accounts = List.copyOf(accounts);
        accounts.forEach(account -> {
            account.secret("channelAccessToken");
            account.secret("channelSecret");
        });
        this.keys = new RetryKeys(clock);
        this.ids = ids;
    }

    @Override
    public Claim claim(Call call) {
        if (!call.path().startsWith(PREFIX)) {
            return Claim.NONE;
        }
        return sender(call).isPresent() ? Claim.ACCOUNT : Claim.FORM;
    }

    private Optional<Account> sender(Call call) {
        return accounts.stream()
                .filter(account -> call.isAuthorizedBy("Bearer " + account.secret("channelAccessToken")))
                .findFirst();
    }

    @Override
    public Inquiry open(Call call) {
        return new PushInquiry(call);
    }

    @Override
    public Answer trouble(int status, @Nullable String code) {
        if (code != null) {
            return LineError.monthlyLimit().answer();
        }
        return status == 502 || status == 504
                ? Answer.gateway(status)
                : LineError.of(status).answer();
    }

    /** LINE's errors have no codes; this is what a second kind of 429 is called here. */
    @Override
    public boolean hasCode(String code) {
        return code.equals(LineError.MONTHLY_LIMIT);
    }

    private final class PushInquiry implements Inquiry {
        private final Call call;
        private final Optional<Account> account;
        private final Optional<JsonNode> push;

        PushInquiry(Call call) {
            this.call = call;
            this.account = sender(call);
            this.push = Json.tree(call.body()).filter(JsonNode::isObject);
        }

        @Override
        public Address address() {
            return new Address(
                    CHANNEL,
                    account.map(Account::id).orElse(""),
                    push.map(node -> node.path("to").asText()).orElse(""));
        }

        @Override
        public Verdict judge(Set<String> deletedTemplates) {
            return First.of(this::wrongResource, this::unauthorized, this::wrongKey, this::malformed)
                    .<Verdict>map(error -> new Verdict.Refused(error.answer()))
                    .orElseGet(this::accept);
        }

        private Optional<LineError> wrongResource() {
            return call.path().equals(PUSH) && call.method().equals("POST")
                    ? Optional.empty()
                    : Optional.of(LineError.of(404));
        }

        private Optional<LineError> unauthorized() {
            return account.isPresent() ? Optional.empty() : Optional.of(LineError.of(401));
        }

        /** The real API takes calls without a key too, and then knows no repeats: here one that was forgotten must show. */
        private Optional<LineError> wrongKey() {
            return RetryKeys.isKey(call.header(RetryKeys.HEADER))
                    ? Optional.empty()
                    : Optional.of(new LineError(400, "The retry key is invalid"));
        }

        private Optional<LineError> malformed() {
            if (!call.contentType().startsWith("application/json")) {
                return Optional.of(LineError.of(415));
            }
            return push.isEmpty()
                    ? Optional.of(
                            new LineError(400, "The request body could not be parsed as JSON (line: -, column: -)"))
                    : LinePush.problem(push.get());
        }

        private Verdict accept() {
            String id = Long.toString(ids.between(100_000_000_000_000_000L, 999_999_999_999_999_999L));
            Optional<String> before = keys.use(account.orElseThrow().id(), call.header(RetryKeys.HEADER), id);
            return before.<Verdict>map(first -> new Verdict.Refused(
                            Answer.json(409, sent(first).put("message", "The retry key is already accepted"))))
                    .orElseGet(() -> new Verdict.Accepted(id, Answer.json(200, sent(id)), null));
        }

        private ObjectNode sent(String id) {
            ObjectNode root = Json.object();
            root.putArray("sentMessages").addObject().put("id", id).put("quoteToken", "q" + id);
            return root;
        }
    }
}
