package dev.tidings.testbed.simulator.alibaba;

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
 * Text messages on the mainland: {@code SendSms}. Accounts have the settings accessKeyId and signName and the secrets accessKeySecret and
 * webhookToken.
 */
public final class Sms implements CloudProvider {
    private final Gateway gateway;
    private final Ids ids;

    public Sms(List<Account> accounts, Ids ids, InstantSource clock) {
        accounts.forEach(account -> account.setting("signName"));
        this.gateway = new Gateway("SendSms", "2017-05-25", accounts, clock);
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
        return error.answer("Code", "Message", ids.hex(16));
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
                    sender().map(account -> account.setting("accessKeyId")).orElse(""),
                    parameters.query().text("PhoneNumbers"));
        }

        @Override
        public Verdict judge(Set<String> deletedTemplates) {
            return First.of(
                            () -> gateway.problem(call),
                            () -> SmsMessage.problem(parameters, deletedTemplates),
                            this::foreignSignature)
                    .<Verdict>map(error -> new Verdict.Refused(answer(error)))
                    .orElseGet(this::accept);
        }

        private Optional<CloudError> foreignSignature() {
            return sender().isPresent()
                    ? Optional.empty()
                    : CloudError.byService("isv.SMS_SIGNATURE_ILLEGAL", "The signature is not one of this account.");
        }

        private Optional<Account> sender() {
            return gateway.owners(call).stream()
                    .filter(account -> account.setting("signName")
                            .equals(parameters.query().text("SignName")))
                    .findFirst();
        }

        private Verdict accept() {
            String id = ids.between(100_000_000_000_000_000L, 999_999_999_999_999_999L) + "^0";
            Answer answer = Answer.json(
                    200,
                    Json.object()
                            .put("Message", "OK")
                            .put("RequestId", ids.hex(16))
                            .put("Code", "OK")
                            .put("BizId", id));
            return new Verdict.Accepted(id, answer, reporter(id));
        }

        private @Nullable Reporter reporter(String id) {
            Account account = sender().orElseThrow();
            URI webhook = account.webhook();
            Form request = parameters.query();
            return webhook == null ? null : new SmsReporter(Reports.of(account, webhook), id, request);
        }
    }
}
