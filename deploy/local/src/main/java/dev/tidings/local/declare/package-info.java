/** What is declared on a broker: its topics, and the catalog. */
@NullMarked
package dev.tidings.local.declare;

import org.jspecify.annotations.NullMarked;
