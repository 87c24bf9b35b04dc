package dev.tidings.scheduler.hold;

import java.util.List;
import java.util.Optional;

/** Port: what a partition knows of campaigns, and which requests of the paused ones were due already. */
public interface CampaignStore {
    /** {@link CampaignState#UNREADABLE} where the bytes cannot be read. */
    Optional<CampaignState> get(CampaignKey campaign);

    void put(CampaignKey campaign, CampaignState state);

    void remove(CampaignKey campaign);

    void park(CampaignKey campaign, ParkedKey parked);

    void unpark(CampaignKey campaign, ParkedKey parked);

    /**
     * Parked requests of a campaign, in order, but for those whose keys cannot be read.
     *
     * @param after the one to begin behind
     * @param most how many at most
     */
    List<ParkedKey> parked(CampaignKey campaign, ParkedKey after, int most);
}
