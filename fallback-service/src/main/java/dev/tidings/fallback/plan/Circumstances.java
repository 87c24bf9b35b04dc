package dev.tidings.fallback.plan;

import java.time.Instant;

/**
 * What a state is told beside the event.
 *
 * @param now the time by the wall clock, in whole milliseconds
 * @param allowance asked before an SMS goes out
 */
public record Circumstances(Instant now, Allowance allowance) {}
