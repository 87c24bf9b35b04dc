package dev.tidings.testbed.simulator.messenger;

import dev.tidings.testbed.simulator.graph.SendApi;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Ids;
import dev.tidings.testbed.simulator.provider.Provider;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Messenger: the Send API of pages, with texts of up to 2,000 characters. Accounts have the setting pageId. */
public final class Messenger {
    static final String PAGE = "pageId";
    private static final SendApi.Dialect DIALECT = new SendApi.Dialect(
            "messenger",
            account -> account.setting(PAGE),
            "m_",
            new SendApi.Texts(2_000, "characters", text -> text.codePointCount(0, text.length())),
            Set.of("image", "video", "audio", "file"),
            MessengerReporter::new);

    private Messenger() {}

    /** Messenger with its customers. */
    public static Provider of(List<Account> accounts, Ids ids, InstantSource clock) {
        return new SendApi(DIALECT, accounts, ids);
    }
}
