/**
 * What Meta's APIs have in common: the address of a call, its token and its error codes, the webhooks' signature and set-up, and,
 * for Messenger and Instagram, the Send API.
 */
@NullMarked
package dev.tidings.dispatcher.channel.graph;

import org.jspecify.annotations.NullMarked;
