package dev.tidings.contract;

/** What is to happen to a campaign. UNRECOGNIZED stands for a symbol of a later version. */
public enum CampaignAction {
    UNRECOGNIZED,
    PAUSE,
    RESUME,
    CANCEL
}
