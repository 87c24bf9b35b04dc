/** Tests of the shell, on the real topology without a broker. */
@NullMarked
package dev.tidings.fallback.topology;

import org.jspecify.annotations.NullMarked;
