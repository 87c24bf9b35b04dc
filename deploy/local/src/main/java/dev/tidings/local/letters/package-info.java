/**
 * Dead letters: lists them, shows one without what it says, and puts them back to where they came from, each record once
 * however often that is asked for.
 *
 * @see <a href="file:deploy/decisions/016-dead-letters.md">decision 016</a>
 */
@NullMarked
package dev.tidings.local.letters;

import org.jspecify.annotations.NullMarked;
