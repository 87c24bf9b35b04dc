package dev.tidings.catalog;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.Event;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The entries read so far. Folds one record after the other; a bad one changes nothing. For one thread. */
final class CatalogFold {
    private final Codec codec;
    private final Map<String, Event> entries = new HashMap<>();

    CatalogFold(Codec codec) {
        this.codec = codec;
    }

    /**
     * Takes one record of the catalog topic in.
     *
     * @return why the record is bad, without any of its content; empty where it was taken in
     */
    Optional<String> apply(byte @Nullable [] key, Headers headers, byte @Nullable [] value) {
        if (key == null) {
            return Optional.of("the record has no key");
        }
        String name = new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            entries.remove(name);
            return Optional.empty();
        }
        return switch (codec.decode(headers, value)) {
            case Decoded.Known(Event entry) -> put(name, entry);
            case Decoded.UnknownType _ -> Optional.of("its type is unknown");
            case Decoded.Undecodable(String cause) -> Optional.of(cause);
        };
    }

    MapCatalog snapshot() {
        return MapCatalog.of(entries.values());
    }

    private Optional<String> put(String name, Event entry) {
        try {
            if (!CatalogKeys.of(entry).equals(name)) {
                return Optional.of("its key does not fit its content");
            }
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
        entries.put(name, entry);
        return Optional.empty();
    }
}
