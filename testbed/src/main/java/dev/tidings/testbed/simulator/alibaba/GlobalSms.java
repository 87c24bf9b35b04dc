package dev.tidings.testbed.simulator.alibaba;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.contract.SmsParts;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.First;
import dev.tidings.testbed.simulator.provider.Form;
import dev.tidings.testbed.simulator.provider.Ids;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Reporter;
import dev.tidings.testbed.simulator.provider.Verdict;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Text messages to everywhere but the mainland: {@code SendMessageToGlobe}. Accounts have the setting accessKeyId and the secrets
 * accessKeySecret and webhookToken.
 */
public final class GlobalSms implements CloudProvider {
    private final Gateway gateway;
    private final Ids ids;

    public GlobalSms(List<Account> accounts, Ids ids, InstantSource clock) {
        this.gateway = new Gateway("SendMessageToGlobe", "2018-05-01", accounts, clock);
        this.ids = ids;
    }

    @Override
    public Gateway gateway() {
        return gateway;
    }

    @Override
    public Inquiry open(Call call) {
        return new MessageInquiry(call);
    }

    @Override
    public Answer answer(CloudError error) {
        return error.answer("ResponseCode", "ResponseDescription", ids.hex(16));
    }

    private final class MessageInquiry implements Inquiry {
        private final Call call;
        private final Parameters parameters;

        MessageInquiry(Call call) {
            this.call = call;
            this.parameters = Parameters.of(call);
        }

        @Override
        public Address address() {
            return new Address(
                    "sms",
                    gateway.owners(call).stream()
                            .map(account -> account.setting("accessKeyId"))
                            .findFirst()
                            .orElse(""),
                    parameters.query().text("To"));
        }

        @Override
        public Verdict judge(Set<String> deletedTemplates) {
            return First.of(() -> gateway.problem(call), () -> GlobalSmsMessage.problem(parameters))
                    .<Verdict>map(error -> new Verdict.Refused(answer(error)))
                    .orElseGet(this::accept);
        }

        private Verdict accept() {
            Form query = parameters.query();
            String id = "" + ids.between(10_000_000_000_000L, 99_999_999_999_999L);
            int parts = SmsParts.of(query.text("Message"));
            ObjectNode json = Json.object()
                    .put("ResponseCode", "OK")
                    .put("ResponseDescription", "The SMS Send Request was accepted")
                    .put("RequestId", ids.hex(16))
                    .put("Segments", "" + parts)
                    .put("From", query.text("From"))
                    .put("To", query.text("To"))
                    .put("MessageId", id);
            json.putObject("NumberDetail")
                    .put("Carrier", "CMI")
                    .put("Region", "HongKong")
                    .put("Country", "China");
            return new Verdict.Accepted(id, Answer.json(200, json), reporter(id, parts));
        }

        private @Nullable Reporter reporter(String id, int parts) {
            Optional<Account> sender = gateway.owners(call).stream().findFirst();
            URI webhook = sender.map(Account::webhook).orElse(null);
            return webhook == null
                    ? null
                    : new GlobalSmsReporter(Reports.of(sender.orElseThrow(), webhook), id, parts, parameters.query());
        }
    }
}
