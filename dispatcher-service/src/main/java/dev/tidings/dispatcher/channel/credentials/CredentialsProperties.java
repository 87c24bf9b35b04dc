package dev.tidings.dispatcher.channel.credentials;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where secrets may come from.
 *
 * @param directory the only folder that file references may lead into, and that relative ones start from; absent: any
 *     file that the service can read
 */
@ConfigurationProperties("tidings.credentials")
public record CredentialsProperties(@Nullable Path directory) {}
