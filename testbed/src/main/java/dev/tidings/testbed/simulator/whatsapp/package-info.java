/** WhatsApp Cloud API, as strict as the real one with what is sent. */
@NullMarked
package dev.tidings.testbed.simulator.whatsapp;

import org.jspecify.annotations.NullMarked;
