/** Twilio Messages, with the numbers that Twilio publishes for tests. */
@NullMarked
package dev.tidings.testbed.simulator.twilio;

import org.jspecify.annotations.NullMarked;
