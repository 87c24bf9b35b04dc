package dev.tidings.dispatcher.account;

import dev.tidings.contract.SendTask;

/**
 * What names a sending account.
 *
 * @param channel its channel
 * @param accountId its id, unique in the channel
 */
public record AccountKey(String channel, String accountId) {
    public static AccountKey of(SendTask task) {
        return new AccountKey(task.channel(), task.accountId());
    }

    /** Both in one, for people. */
    public String text() {
        return channel + '/' + accountId;
    }
}
