/**
 * The providers, played on this machine: one process that speaks WhatsApp Cloud API and Twilio Messages so closely that only the base URL
 * differs, keeps a journal of every call, sends signed receipts, and misbehaves by name when asked. Calls and journal hold addresses and
 * texts, as a test needs them; the log never does.
 */
@NullMarked
package dev.tidings.testbed.simulator;

import org.jspecify.annotations.NullMarked;
