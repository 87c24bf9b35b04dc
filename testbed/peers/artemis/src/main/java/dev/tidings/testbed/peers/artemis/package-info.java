/** Apache Artemis, which holds what is scheduled in its heap, and keeps it in its journal. */
@NullMarked
package dev.tidings.testbed.peers.artemis;

import org.jspecify.annotations.NullMarked;
