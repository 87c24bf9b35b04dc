/** Tests of WhatsApp Cloud API as it is played. */
@NullMarked
package dev.tidings.testbed.simulator.whatsapp;

import org.jspecify.annotations.NullMarked;
