/** The small helper with which an upstream service asks for sends: it checks, keys, encodes and publishes. */
@NullMarked
package dev.tidings.publish;

import org.jspecify.annotations.NullMarked;
