package dev.tidings.contract;

import java.util.Map;

/**
 * Asks to pause, resume or cancel all requests of a tenant's campaign that are not released yet. Answered by a DeliveryResult of step 0 whose requestId is the campaignId: CAMPAIGN_PAUSED, CAMPAIGN_RESUMED or CAMPAIGN_CANCELLED, else CONTROL_REFUSED. Topic tidings.requests, key campaignId.
 *
 * @param campaignId The campaign, 1 to 64 characters.
 * @param tenant Who pays, 1 to 64 characters.
 * @param source The upstream service, 1 to 64 characters.
 * @param action What is to happen.
 * @param metadata Echoed in every result. At most 32 entries, keys to 64 and values to 512 characters.
 */
public record CampaignControl(
        String campaignId, String tenant, String source, CampaignAction action, Map<String, String> metadata)
        implements Event {
    public CampaignControl {
        metadata = Map.copyOf(metadata);
    }
}
