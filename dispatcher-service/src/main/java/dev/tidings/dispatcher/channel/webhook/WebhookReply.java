package dev.tidings.dispatcher.channel.webhook;

/**
 * The body of a 200.
 *
 * @param contentType of the body
 * @param body empty: none
 */
public record WebhookReply(String contentType, String body) {
    /** Nothing more than the status. */
    public static final WebhookReply EMPTY = text("");

    /** Plain text. */
    public static WebhookReply text(String body) {
        return new WebhookReply("text/plain", body);
    }

    /** JSON. */
    public static WebhookReply json(String body) {
        return new WebhookReply("application/json", body);
    }
}
