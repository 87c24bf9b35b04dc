package dev.tidings.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A registry in memory; an id is a place in its list. */
final class MapRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public int idOf(String subject, Schema schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema);
    }

    @Override
    public Schema schemaOf(int id) throws IOException {
        if (id < 0 || id >= schemas.size()) {
            throw new IOException("no such schema");
        }
        return schemas.get(id);
    }
}
