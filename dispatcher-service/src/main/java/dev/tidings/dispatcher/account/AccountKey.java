package dev.tidings.dispatcher.account;

import dev.tidings.contract.SendTask;

/**
 * What names a sending account.
 *
 * @param channel its channel
 * @param accountId its id, unique in the channel
 */
record AccountKey(String channel, String accountId) {
    static AccountKey of(SendTask task) {
        return new AccountKey(task.channel(), task.accountId());
    }
}
