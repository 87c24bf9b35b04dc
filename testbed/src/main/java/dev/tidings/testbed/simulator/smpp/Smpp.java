package dev.tidings.testbed.simulator.smpp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Claim;
import dev.tidings.testbed.simulator.provider.Ids;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Provider;
import dev.tidings.testbed.simulator.provider.Reporter;
import dev.tidings.testbed.simulator.provider.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message centre. Accounts have the settings systemId and from, and the secret password; those with the same systemId are one account
 * there. Answers are JSON with command_status and message_id, which whoever speaks SMPP makes a PDU of; of what goes wrong, an HTTP status stands
 * in the journal, as everywhere.
 */
public final class Smpp implements Provider {
    private static final String CHANNEL = "sms";

    private final Map<String, List<Account>> bySystemId;
    private final Sessions sessions = new Sessions();
    private final Ids ids;

    public Smpp(List<Account> accounts, Ids ids, InstantSource clock) {
        this.bySystemId = accounts.stream().collect(Collectors.groupingBy(account -> account.setting("systemId")));
        accounts.forEach(account -> {
            account.setting("from");
            account.secret("password");
        });
        this.ids = ids;
    }

    /** Who is bound, and what waits for them. */
    public Sessions sessions() {
        return sessions;
    }

    /** Whether one may bind with these. */
    public boolean knows(String systemId, String password) {
        return bySystemId.getOrDefault(systemId, List.of()).stream()
                .anyMatch(account -> account.secret("password").equals(password));
    }

    @Override
    public Claim claim(Call call) {
        return call.method().equals(SubmitSm.METHOD) && bySystemId.containsKey(systemId(call))
                ? Claim.ACCOUNT
                : Claim.NONE;
    }

    private static String systemId(Call call) {
        return call.path().startsWith(SubmitSm.PATH) ? call.path().substring(SubmitSm.PATH.length()) : "";
    }

    @Override
    public Inquiry open(Call call) {
        return new SubmitInquiry(systemId(call), Json.tree(call.body()).orElseGet(Json::object));
    }

    @Override
    public Answer trouble(int status, @Nullable String code) {
        return answer(status, code == null ? usual(status) : Integer.decode(code));
    }

    private static int usual(int status) {
        return switch (status) {
            case 429 -> Status.THROTTLED;
            case 503 -> Status.QUEUE_FULL;
            case 401, 403 -> Status.INVALID_PASSWORD;
            default -> status < 500 ? Status.SUBMIT_FAILED : Status.SYSTEM_ERROR;
        };
    }

    /** A command_status as 0x and hexadecimal digits, or the network's code in a receipt. */
    @Override
    public boolean hasCode(String code) {
        return code.matches("0x[0-9A-Fa-f]{1,7}|\\d{1,3}");
    }

    private static Answer answer(int status, int commandStatus) {
        return Answer.json(status, Json.object().put("command_status", commandStatus));
    }

    private final class SubmitInquiry implements Inquiry {
        private final String systemId;
        private final JsonNode body;

        SubmitInquiry(String systemId, JsonNode body) {
            this.systemId = systemId;
            this.body = body;
        }

        @Override
        public Address address() {
            return new Address(CHANNEL, systemId, body.path("destination_addr").asText());
        }

        @Override
        public Verdict judge(Set<String> deletedTemplates) {
            Optional<Integer> problem = SubmitRules.problem(body, bySystemId.getOrDefault(systemId, List.of()));
            return problem.<Verdict>map(status -> new Verdict.Refused(answer(400, status)))
                    .orElseGet(this::accept);
        }

        private Verdict accept() {
            String id = ids.hex(8);
            Answer answer = Answer.json(
                    200, Json.object().put("command_status", Status.OK).put("message_id", id));
            return new Verdict.Accepted(id, answer, reporter(id));
        }

        /** Of whether it is delivered, one is told who asked for it. */
        private @Nullable Reporter reporter(String id) {
            boolean wanted = (body.path("registered_delivery").asInt() & 3) == 1;
            return wanted ? new SmppReporter(sessions, systemId, id, body) : null;
        }
    }
}
