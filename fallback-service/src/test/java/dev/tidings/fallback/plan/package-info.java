/** Tests of the decision: by case, by order of events, and by seeded simulation. */
@NullMarked
package dev.tidings.fallback.plan;

import org.jspecify.annotations.NullMarked;
