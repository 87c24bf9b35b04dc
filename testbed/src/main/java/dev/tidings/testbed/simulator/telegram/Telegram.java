package dev.tidings.testbed.simulator.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.AccountPath;
import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Claim;
import dev.tidings.testbed.simulator.provider.First;
import dev.tidings.testbed.simulator.provider.Ids;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Provider;
import dev.tidings.testbed.simulator.provider.Verdict;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Telegram's Bot API: {@code POST /botTOKEN/METHOD}. Accounts have the secret botToken, which is all that a call names: their ids are those
 * of the catalog. Nothing is reported.
 */
public final class Telegram implements Provider {
    private static final String CHANNEL = "telegram";
    private static final AccountPath PATH = AccountPath.of("/bot([^/]+)/[^/]+");

    private final Map<String, Account> byToken;
    private final Ids ids;
    private final InstantSource clock;

    public Telegram(List<Account> accounts, Ids ids, InstantSource clock) {
        this.byToken =
                accounts.stream().collect(Collectors.toMap(account -> account.secret("botToken"), Function.identity()));
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Claim claim(Call call) {
        return PATH.claim(call.path(), byToken::containsKey);
    }

    @Override
    public String shown(String path) {
        return "/bot***/" + method(path);
    }

    @Override
    public Inquiry open(Call call) {
        return new MethodInquiry(call);
    }

    @Override
    public Answer trouble(int status, @Nullable String code) {
        return status == 502 || status == 504
                ? Answer.gateway(status)
                : TelegramError.of(status).answer();
    }

    /** Its error code is the HTTP status. */
    @Override
    public boolean hasCode(String code) {
        return false;
    }

    private static String method(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private final class MethodInquiry implements Inquiry {
        private final String method;
        private final @Nullable Account account;
        private final JsonNode message;

        MethodInquiry(Call call) {
            this.method = method(call.path());
            this.account = byToken.get(PATH.account(call.path()));
            // The API reads any body that is not JSON as one without parameters.
            this.message = Optional.of(call)
                    .filter(posted -> posted.method().equals("POST")
                            && posted.contentType().startsWith("application/json"))
                    .flatMap(posted -> Json.tree(posted.body()))
                    .filter(JsonNode::isObject)
                    .orElseGet(Json::object);
        }

        @Override
        public Address address() {
            return new Address(
                    CHANNEL,
                    account == null ? "" : account.id(),
                    message.path("chat_id").asText());
        }

        @Override
        public Verdict judge(Set<String> deletedTemplates) {
            return First.of(this::unauthorized, () -> TelegramMessage.problem(method, message))
                    .<Verdict>map(error -> new Verdict.Refused(error.answer()))
                    .orElseGet(this::accept);
        }

        private Optional<TelegramError> unauthorized() {
            return account == null ? Optional.of(TelegramError.of(401)) : Optional.empty();
        }

        /** A message's number counts in its chat, so it need not be the only one. */
        private Verdict accept() {
            long id = ids.between(1, Integer.MAX_VALUE);
            String chatId = message.path("chat_id").asText();
            ObjectNode root = Json.object().put("ok", true);
            ObjectNode sent = root.putObject("result")
                    .put("message_id", id)
                    .put("date", clock.instant().getEpochSecond());
            ObjectNode chat = sent.putObject("chat");
            if (chatId.startsWith("@")) {
                chat.put("username", chatId.substring(1)).put("type", "channel");
            } else {
                chat.set("id", Json.object().numberNode(new BigInteger(chatId)));
                chat.put("type", chatId.startsWith("-") ? "supergroup" : "private");
            }
            return new Verdict.Accepted(Long.toString(id), Answer.json(200, root), null);
        }
    }
}
