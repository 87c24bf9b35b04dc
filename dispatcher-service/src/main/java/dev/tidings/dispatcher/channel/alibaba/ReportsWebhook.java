package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.Receipt;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.webhook.Fate;
import dev.tidings.dispatcher.channel.webhook.Signatures;
import dev.tidings.dispatcher.channel.webhook.Statuses;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.dispatcher.channel.webhook.WebhookReply;
import dev.tidings.dispatcher.channel.webhook.WebhookRequest;
import dev.tidings.dispatcher.channel.webhook.WebhookSecrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Alibaba Cloud's services report: a JSON array, which comes again at times, and is to be answered with a code of 0 within 3
 * seconds. Nothing signs it: the URL that is told to them ends in {@code ?token=}, and the account's webhookToken.
 */
final class ReportsWebhook implements WebhookReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WEBHOOK_TOKEN = "webhookToken";

    private final Finding.Reader reader;

    ReportsWebhook(Finding.Reader reader) {
        this.reader = reader;
    }

    @Override
    public Set<String> credentials() {
        return Set.of(WEBHOOK_TOKEN);
    }

    @Override
    public boolean isAuthentic(WebhookRequest request, WebhookSecrets secrets) {
        return Signatures.matches(request.parameter("token"), secrets.of(WEBHOOK_TOKEN));
    }

    @Override
    public Optional<Statuses> read(WebhookRequest request, SenderAccount account, Instant now) {
        JsonNode reports;
        try {
            reports = JSON.readTree(request.body());
        } catch (JacksonException e) {
            return Optional.empty();
        }
        if (reports == null || !reports.isArray()) {
            return Optional.empty();
        }
        List<Receipt> receipts = new ArrayList<>();
        List<Fate> fates = new ArrayList<>();
        for (JsonNode report : reports) {
            fates.add(
                    switch (reader.read(new Report(report, account, now))) {
                        case Finding.Nothing(Fate fate) -> fate;
                        case Finding.Told(Receipt receipt) -> {
                            receipts.add(receipt);
                            yield Fate.TAKEN;
                        }
                    });
        }
        return Optional.of(new Statuses(receipts, fates));
    }

    @Override
    public WebhookReply taken() {
        return WebhookReply.json("{\"code\":0,\"msg\":\"OK\"}");
    }
}
