/** What each provider's adapter can do, as data: whoever has to know asks here, and nobody keeps a list of channels. */
@NullMarked
package dev.tidings.abilities;

import org.jspecify.annotations.NullMarked;
