/** What operators configure (accounts, templates, policies, the SMS service), read from a compacted topic into memory and asked without waiting. */
@NullMarked
package dev.tidings.catalog;

import org.jspecify.annotations.NullMarked;
