package dev.tidings.testbed.bench.kit;

import dev.tidings.contract.Event;
import dev.tidings.contract.SenderAccount;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The sending accounts: in the catalog by one name, at the provider by another. */
public final class Accounts {
    /** More than any subject reaches, where no limit is meant: without one the adapter's default would hold. */
    public static final int NO_LIMIT = 100_000;

    private static final long FIRST_NUMBER = 100_000_000_000_001L;

    private Accounts() {}

    /** Its id in the catalog. */
    public static String id(int account) {
        return "bench-" + account;
    }

    /** The provider's id of it. */
    public static String phoneNumberId(int account) {
        return Long.toString(FIRST_NUMBER + account);
    }

    /** The path of its API. */
    public static String path(int account) {
        return "/v23.0/" + phoneNumberId(account) + "/messages";
    }

    /** Entries of so many, none of them limited to a rate. */
    public static List<Event> catalog(int accounts, URI provider, int maxConcurrent) {
        return IntStream.range(0, accounts)
                .<Event>mapToObj(account -> entry(account, provider, NO_LIMIT, maxConcurrent))
                .toList();
    }

    public static Event entry(int account, URI provider, int messagesPerSecond, int maxConcurrent) {
        return new SenderAccount(
                "whatsapp",
                id(account),
                null,
                true,
                "whatsapp-cloud",
                provider.toString(),
                // A thousand recipients get a hundred messages each, as fast as they can be sent.
                Map.of("phoneNumberId", phoneNumberId(account), "apiVersion", "v23.0", "pairLimit", "off"),
                Map.of(
                        "accessToken", "env:TIDINGS_SHOP_WHATSAPP_TOKEN",
                        "appSecret", "env:TIDINGS_SHOP_WHATSAPP_APP_SECRET",
                        "verifyToken", "env:TIDINGS_SHOP_WHATSAPP_VERIFY_TOKEN"),
                messagesPerSecond,
                maxConcurrent);
    }
}
