package dev.tidings.testbed.simulator.instagram;

import dev.tidings.testbed.simulator.graph.Hub;
import dev.tidings.testbed.simulator.graph.MessagingEvent;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Report;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.net.URI;
import java.time.Instant;

/**
 * Reports that one message was read, by its id. Nothing else is reported.
 *
 * @param account The account it was sent from.
 * @param webhook Where it goes.
 * @param messageId The provider's id.
 * @param recipient The recipient's id.
 */
record InstagramReporter(Account account, URI webhook, String messageId, String recipient) implements Reporter {
    @Override
    public void tell(Report report, Outbox outbox) {
        switch (report) {
            case Report.Sent _, Report.Delivered _, Report.Failed _ -> {}
            case Report.Read(Instant at) ->
                outbox.post(Hub.post(
                        webhook,
                        account,
                        new MessagingEvent("instagram", account.setting(Instagram.PROFESSIONAL_ACCOUNT), recipient, at)
                                .saying("read", Json.object().put("mid", messageId))));
        }
    }

    @Override
    public String toString() {
        return "InstagramReporter[hidden]";
    }
}
