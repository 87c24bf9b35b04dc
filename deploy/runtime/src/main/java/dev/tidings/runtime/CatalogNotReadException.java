package dev.tidings.runtime;

import java.time.Duration;

/** The catalog could not be read in time when a service started. */
final class CatalogNotReadException extends RuntimeException {
    CatalogNotReadException(Duration patience) {
        super("the catalog (topic tidings.catalog) was not read within " + patience.toSeconds() + " s");
    }
}
