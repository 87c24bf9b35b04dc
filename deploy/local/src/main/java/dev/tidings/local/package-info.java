/** The command line: its verbs, and the launcher behind them. */
@NullMarked
package dev.tidings.local;

import org.jspecify.annotations.NullMarked;
