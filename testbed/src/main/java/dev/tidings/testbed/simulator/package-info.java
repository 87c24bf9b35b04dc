/**
 * The providers, played on this machine: one process that speaks their APIs so closely that only the base URL differs, keeps a journal of
 * every call, sends signed receipts, and misbehaves by name when asked. Here is the engine; each provider is a package below. Calls and
 * journal hold addresses and texts, as a test needs them; the log never does.
 */
@NullMarked
package dev.tidings.testbed.simulator;

import org.jspecify.annotations.NullMarked;
