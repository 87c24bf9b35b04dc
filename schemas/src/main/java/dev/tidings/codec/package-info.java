/** Contract records to bytes and back: Avro in single-object encoding or the Confluent wire format, and the CloudEvents headers beside them. */
@NullMarked
package dev.tidings.codec;

import org.jspecify.annotations.NullMarked;
