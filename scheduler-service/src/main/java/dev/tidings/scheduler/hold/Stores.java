package dev.tidings.scheduler.hold;

/** The stores of one partition. They change together or not at all: the shell's transaction sees to that. */
public record Stores(HoldStore entries, CampaignStore campaigns) {}
