package dev.tidings.contract;

/**
 * What was decided of a campaign, for each partition of hold. Topic tidings.holds, one in every partition, key campaignId.
 *
 * @param campaignId The campaign, 1 to 64 characters.
 * @param tenant Who pays, 1 to 64 characters.
 * @param action What is to happen.
 * @param sequence Later orders about a campaign have larger ones: a repeated or an older order changes nothing. Near the time of the decision in UTC milliseconds.
 */
public record CampaignOrder(String campaignId, String tenant, CampaignAction action, long sequence) implements Event {}
