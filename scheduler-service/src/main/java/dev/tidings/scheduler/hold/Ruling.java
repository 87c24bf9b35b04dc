package dev.tidings.scheduler.hold;

import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.Status;

/** What is decided on something that is asked of a campaign. */
sealed interface Ruling {
    /** It is done: every partition is ordered to. */
    record Done(Status answer) implements Ruling {}

    /** It is not, and why. */
    record Refused(String why) implements Ruling {}

    /**
     * It stands so already, and every partition is ordered to once more: one that had no request of the campaign for long may
     * have forgotten.
     */
    record Repeated(String why) implements Ruling {}

    /**
     * Decides.
     *
     * @param asked one that this version knows
     */
    static Ruling of(Standing standing, CampaignAction asked) {
        return switch (standing) {
            case UNREADABLE -> ofUnreadable(asked);
            case RUNNING -> ofRunning(asked);
            case PAUSED -> ofPaused(asked);
            case CANCELLED -> ofCancelled(asked);
        };
    }

    /** It may have been cancelled, and then must not go on: nor be paused, which a resume could follow. */
    private static Ruling ofUnreadable(CampaignAction asked) {
        return switch (asked) {
            case PAUSE, RESUME -> new Refused("the state of the campaign cannot be read: it can only be cancelled");
            case CANCEL -> new Done(Status.CAMPAIGN_CANCELLED);
            case UNRECOGNIZED -> throw unrecognized();
        };
    }

    private static Ruling ofRunning(CampaignAction asked) {
        return switch (asked) {
            case PAUSE -> new Done(Status.CAMPAIGN_PAUSED);
            case RESUME -> new Refused("the campaign is not paused");
            case CANCEL -> new Done(Status.CAMPAIGN_CANCELLED);
            case UNRECOGNIZED -> throw unrecognized();
        };
    }

    private static Ruling ofPaused(CampaignAction asked) {
        return switch (asked) {
            case PAUSE -> new Repeated("the campaign is paused already");
            case RESUME -> new Done(Status.CAMPAIGN_RESUMED);
            case CANCEL -> new Done(Status.CAMPAIGN_CANCELLED);
            case UNRECOGNIZED -> throw unrecognized();
        };
    }

    private static Ruling ofCancelled(CampaignAction asked) {
        return switch (asked) {
            case PAUSE, RESUME -> new Refused("the campaign is cancelled");
            case CANCEL -> new Repeated("the campaign is cancelled already");
            case UNRECOGNIZED -> throw unrecognized();
        };
    }

    private static IllegalStateException unrecognized() {
        return new IllegalStateException("was refused when it was checked");
    }
}
