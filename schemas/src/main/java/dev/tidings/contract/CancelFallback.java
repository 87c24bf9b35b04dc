package dev.tidings.contract;

import java.time.Instant;

/**
 * Tells fallback that a request was cancelled after it had been released: what has not gone out yet is not to follow. Topic tidings.watches, key requestId, behind the request's watch.
 *
 * @param requestId Id of the request, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : -
 * @param cancelledAt When it was cancelled, UTC milliseconds: a request that was accepted later has the same id by chance.
 */
public record CancelFallback(String requestId, Instant cancelledAt) implements Event {}
