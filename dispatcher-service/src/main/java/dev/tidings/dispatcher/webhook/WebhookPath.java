package dev.tidings.dispatcher.webhook;

/**
 * Which account a webhook is for, as its URL says.
 *
 * @param channel any text: whoever calls can write what they like
 * @param accountId any text as well
 */
record WebhookPath(String channel, String accountId) {}
