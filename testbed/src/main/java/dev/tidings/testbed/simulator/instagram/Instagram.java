package dev.tidings.testbed.simulator.instagram;

import dev.tidings.testbed.simulator.graph.SendApi;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Ids;
import dev.tidings.testbed.simulator.provider.Provider;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Instagram: the Send API of professional accounts, with texts of up to 1,000 bytes. Accounts have the setting instagramId, and pageId
 * where they are linked to a page.
 */
public final class Instagram {
    static final String PROFESSIONAL_ACCOUNT = "instagramId";
    private static final SendApi.Dialect DIALECT = new SendApi.Dialect(
            "instagram",
            account -> account.optionalSetting("pageId").orElseGet(() -> account.setting(PROFESSIONAL_ACCOUNT)),
            "aWdf",
            new SendApi.Texts(1_000, "bytes", text -> text.getBytes(StandardCharsets.UTF_8).length),
            Set.of("image", "video", "audio"),
            InstagramReporter::new);

    private Instagram() {}

    /** Instagram with its customers. */
    public static Provider of(List<Account> accounts, Ids ids, InstantSource clock) {
        accounts.forEach(account -> account.setting(PROFESSIONAL_ACCOUNT));
        return new SendApi(DIALECT, accounts, ids);
    }
}
