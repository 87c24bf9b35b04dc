/** Upstream services, as deploy/upstream.md shows them: every Java sample of that page and of the README stands in one of these. */
@NullMarked
package dev.tidings.testbed.upstream;

import org.jspecify.annotations.NullMarked;
