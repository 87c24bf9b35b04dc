package dev.tidings.codec;

import java.io.IOException;
import org.apache.avro.Schema;

/** A schema registry that speaks the Confluent-compatible REST API. */
public interface SchemaRegistry {
    /**
     * The id of this schema under a subject; registers it where it is new.
     *
     * @throws SchemaRegistryUnavailableException where the registry does not answer
     */
    int idOf(String subject, Schema schema);

    /**
     * The schema with this id.
     *
     * @throws IOException where the registry has no such schema
     * @throws SchemaRegistryUnavailableException where the registry does not answer
     */
    Schema schemaOf(int id) throws IOException;
}
