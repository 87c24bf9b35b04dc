package dev.tidings.testbed.simulator.graph;

import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.AccountPath;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Claim;
import java.util.Map;

/** {@code /VERSION/SENDER/messages}, on which several of Meta's APIs take messages. */
public final class GraphPath {
    private static final AccountPath MESSAGES = AccountPath.of("/v\\d{1,2}\\.0/(\\w{1,40})/messages");

    private GraphPath() {}

    /** The sender in a path; empty where the path is another. */
    public static String sender(String path) {
        return MESSAGES.account(path);
    }

    /** The claim of an API on a call, by whose accounts the sender and the token are. */
    public static Claim claim(Call call, Map<String, Account> bySender) {
        Claim claim = MESSAGES.claim(call.path(), bySender::containsKey);
        boolean isTokenOurs = bySender.values().stream().anyMatch(account -> isSentBy(call, account));
        return claim == Claim.FORM && isTokenOurs ? Claim.TOKEN : claim;
    }

    /** Whether a call shows an account's token. */
    public static boolean isSentBy(Call call, Account account) {
        return call.isAuthorizedBy("Bearer " + account.secret("accessToken"));
    }
}
