/**
 * Alibaba Cloud: its Chat App Message Service, which stands between us and several chat apps, and its text messages, for the
 * mainland of China and for everywhere else. Calls are signed alike, and reports come alike, unsigned.
 */
@NullMarked
package dev.tidings.dispatcher.channel.alibaba;

import org.jspecify.annotations.NullMarked;
