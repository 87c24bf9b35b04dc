/** Tests of Twilio as it is played. */
@NullMarked
package dev.tidings.testbed.simulator.twilio;

import org.jspecify.annotations.NullMarked;
