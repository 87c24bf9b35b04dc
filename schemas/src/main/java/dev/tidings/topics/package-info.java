/** The topics: their names, settings, keys, and which record goes where. */
@NullMarked
package dev.tidings.topics;

import org.jspecify.annotations.NullMarked;
