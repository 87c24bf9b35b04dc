/**
 * Secrets by reference: the catalog names where a secret is, and this package fetches it from the environment or a file
 * at the moment it is used.
 */
@NullMarked
package dev.tidings.dispatcher.channel.credentials;

import org.jspecify.annotations.NullMarked;
