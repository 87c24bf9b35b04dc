package dev.tidings.scheduler.hold;

import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.Status;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered to what is asked of a campaign: results of no request, with the campaign's id in its place. */
final class CampaignResults {
    private static final int CAMPAIGN = 0;
    private static final int NO_ATTEMPT = 0;

    private CampaignResults() {}

    static DeliveryResult done(CampaignControl control, Status status, String position, Instant now) {
        return result(control, status, null, position, now, control.metadata());
    }

    static DeliveryResult refused(CampaignControl control, String why, String position, Instant now) {
        return result(control, Status.CONTROL_REFUSED, why, position, now, control.metadata());
    }

    /** Without its metadata, which may be what is wrong, and more than a result can carry. */
    static DeliveryResult malformed(CampaignControl control, String why, String position, Instant now) {
        return result(control, Status.CONTROL_REFUSED, why, position, now, Map.of());
    }

    /** Where it was asked for is in its id: a campaign can be paused more than once. */
    private static DeliveryResult result(
            CampaignControl control,
            Status status,
            @Nullable String detail,
            String position,
            Instant now,
            Map<String, String> metadata) {
        String id = control.campaignId();
        return new DeliveryResult(
                EventIds.resultId(id, CAMPAIGN, NO_ATTEMPT, status) + '/' + position,
                id,
                control.tenant(),
                id,
                CAMPAIGN,
                status,
                "",
                "",
                NO_ATTEMPT,
                null,
                detail,
                null,
                null,
                false,
                null,
                now,
                null,
                metadata);
    }
}
