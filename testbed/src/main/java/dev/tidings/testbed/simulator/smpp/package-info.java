/** An SMPP 3.4 message centre, as strict as the specification: what it is sent, and the receipts it delivers. */
@NullMarked
package dev.tidings.testbed.simulator.smpp;

import org.jspecify.annotations.NullMarked;
