package dev.tidings.testbed.bench.fallback;

import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import dev.tidings.testbed.bench.kit.Accounts;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The catalog: chat accounts without a limit, an SMS account with one, and a policy that leads from one to the other. */
final class Entries {
    static final String POLICY = "bench";
    static final String SMS_ACCOUNT = "bench";

    private Entries() {}

    /** For that provider. */
    static List<Event> of(URI provider, int accounts, int smsLimit) {
        List<Event> entries = new ArrayList<>(Accounts.catalog(accounts, provider, Accounts.NO_LIMIT));
        entries.add(new SenderAccount(
                "sms",
                SMS_ACCOUNT,
                null,
                true,
                "twilio",
                provider.toString(),
                Map.of("accountSid", "AC00000000000000000000000000000001", "from", "+15005550006"),
                Map.of("authToken", "env:TIDINGS_SHOP_TWILIO_TOKEN"),
                smsLimit,
                null));
        FallbackStep sms = new FallbackStep("sms", SMS_ACCOUNT, null, null, null, Set.of(), null);
        entries.add(new FallbackPolicy(
                POLICY, 1, true, Set.of(FallbackTrigger.SEND_FAILED), null, null, List.of(sms), Map.of()));
        entries.add(new SmsService("*", true, null));
        return entries;
    }
}
