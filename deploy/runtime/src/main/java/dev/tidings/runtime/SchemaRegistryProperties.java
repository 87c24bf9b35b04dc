package dev.tidings.runtime;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where schemas are registered.
 *
 * @param url where set, records are written in the Confluent wire format with this registry's ids
 */
@ConfigurationProperties("tidings.schema-registry")
record SchemaRegistryProperties(@Nullable URI url) {
    SchemaRegistryProperties {
        TidingsProperties.require(
                url == null || isHttp(url),
                "tidings.schema-registry.url",
                "\"" + withoutLogin(url) + "\"",
                "an http or https URL");
    }

    /** Tells everything but the login: Spring and people print configuration. */
    @Override
    public String toString() {
        return "SchemaRegistryProperties[url=" + withoutLogin(url) + "]";
    }

    private static boolean isHttp(URI uri) {
        return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    }

    private static String withoutLogin(@Nullable URI uri) {
        if (uri == null) {
            return "none";
        }
        String login = uri.getRawUserInfo();
        return login == null ? uri.toString() : uri.toString().replace(login + "@", "");
    }
}
