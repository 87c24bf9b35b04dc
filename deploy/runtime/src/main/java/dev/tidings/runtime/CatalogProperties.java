package dev.tidings.runtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service waits for the catalog.
 *
 * @param patience how long a start waits until the catalog has been read, before it fails
 */
@ConfigurationProperties("tidings.catalog")
record CatalogProperties(@DefaultValue("60s") Duration patience) {
    CatalogProperties {
        TidingsProperties.require(
                patience.isPositive(), "tidings.catalog.patience", "\"" + patience + "\"", "longer than nothing");
    }
}
