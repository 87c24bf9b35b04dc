package dev.tidings.testbed.simulator.alibaba;

import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.First;
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
 * The Chat App Message Service: {@code SendChatappMessage}, for accounts of all its channels. Accounts have the settings accessKeyId and from
 * and the secrets accessKeySecret and webhookToken.
 */
public final class ChatApp implements CloudProvider {
    private final Gateway gateway;
    private final Ids ids;

    public ChatApp(List<Account> accounts, Ids ids, InstantSource clock) {
        accounts.forEach(account -> account.setting("from"));
        this.gateway = new Gateway("SendChatappMessage", "2020-06-06", accounts, clock);
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
            String channel = parameters.body().text("ChannelType");
            return new Address(
                    channel.isEmpty() ? "unknown" : channel,
                    parameters.body().text("From"),
                    parameters.body().text("To"));
        }

        @Override
        public Verdict judge(Set<String> deletedTemplates) {
            return First.of(
                            () -> gateway.problem(call),
                            () -> ChatAppMessage.problem(parameters, deletedTemplates),
                            this::unknownSender)
                    .<Verdict>map(error -> new Verdict.Refused(answer(error)))
                    .orElseGet(this::accept);
        }

        private Optional<CloudError> unknownSender() {
            return sender().isPresent()
                    ? Optional.empty()
                    : CloudError.byService("PhoneNumberNotRegistered", "The sender is not registered.");
        }

        private Optional<Account> sender() {
            return gateway.owners(call).stream()
                    .filter(account -> account.channel().equals(address().channel())
                            && ChatAppMessage.digits(account.setting("from"))
                                    .equals(address().account()))
                    .findFirst();
        }

        private Verdict accept() {
            String id = ids.hex(12);
            Answer answer = Answer.json(
                    200,
                    Json.object()
                            .put("RequestId", ids.hex(16))
                            .put("Code", "OK")
                            .put("Message", "OK")
                            .put("MessageId", id));
            return new Verdict.Accepted(id, answer, reporter(id));
        }

        private @Nullable Reporter reporter(String id) {
            Account account = sender().orElseThrow();
            URI webhook = account.webhook();
            return webhook == null
                    ? null
                    : new ChatAppReporter(Reports.of(account, webhook), account.channel(), id, parameters.body());
        }
    }
}
