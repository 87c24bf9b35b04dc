/**
 * What a simulated provider is made of, and what it may use: it looks at calls, says what it would answer, and writes the reports on what it
 * took. It knows nothing of the engine that plays it.
 */
@NullMarked
package dev.tidings.testbed.simulator.provider;

import org.jspecify.annotations.NullMarked;
