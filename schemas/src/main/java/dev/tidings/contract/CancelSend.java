package dev.tidings.contract;

import java.util.Map;

/**
 * Asks to cancel a request. Answered by CANCELLED while it is held, else by CONTROL_REFUSED; one for an unknown id is remembered for 24 hours, and the request is CANCELLED when it comes. Topic tidings.requests, key requestId.
 *
 * @param requestId Id of the request, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : -
 * @param tenant Who pays, 1 to 64 characters.
 * @param source The upstream service, 1 to 64 characters.
 * @param metadata Echoed in every result. At most 32 entries, keys to 64 and values to 512 characters.
 */
public record CancelSend(String requestId, String tenant, String source, Map<String, String> metadata)
        implements Event {
    public CancelSend {
        metadata = Map.copyOf(metadata);
    }
}
