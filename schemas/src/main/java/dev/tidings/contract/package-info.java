/** The records of the contract, the rules a request is checked by, and nothing else: no Kafka, no Spring, no Avro. */
@NullMarked
package dev.tidings.contract;

import org.jspecify.annotations.NullMarked;
