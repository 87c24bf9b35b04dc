package dev.tidings.scheduler.hold;

import dev.tidings.contract.SendTask;
import java.util.Optional;

/** A tenant's campaign: another tenant's of the same name is another one. */
public record CampaignKey(String tenant, String campaignId) {
    private static final char END = ':';

    static Optional<CampaignKey> of(SendTask task) {
        return Optional.ofNullable(task.campaignId()).map(id -> new CampaignKey(task.tenant(), id));
    }

    /** As one text, the tenant's length before it: both names may hold any character. */
    public String toText() {
        return tenant.length() + String.valueOf(END) + tenant + campaignId;
    }

    /** Reads what {@link #toText} wrote. */
    static CampaignKey of(String text) {
        int end = text.indexOf(END);
        int tenantEnds = end + 1 + Integer.parseInt(text.substring(0, end));
        return new CampaignKey(text.substring(end + 1, tenantEnds), text.substring(tenantEnds));
    }
}
