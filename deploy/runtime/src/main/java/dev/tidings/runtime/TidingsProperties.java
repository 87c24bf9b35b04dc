package dev.tidings.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation tells every service.
 *
 * @param bootstrapServers Kafka's first addresses, host:port and separated by commas
 * @param recipientKeySecret what recipient keys are made with: at least 16 bytes, as an even number of hexadecimal
 *     digits or as text; the same in all services of one installation
 * @param stateDir the folder for local state; instances on one machine may share it
 * @param instanceId this process's name among its service's, the same after a restart: letters, digits, dot, underscore
 *     and dash
 */
@ConfigurationProperties("tidings")
public record TidingsProperties(
        @DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue("") String recipientKeySecret,
        @DefaultValue("state") Path stateDir,
        @DefaultValue("1") String instanceId) {
    private static final Pattern SERVERS = Pattern.compile("[^\\s,:/]+:\\d{1,5}(,\\s*[^\\s,:/]+:\\d{1,5})*");
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})+");
    private static final int SECRET_BYTES = 16;

    public TidingsProperties {
        require(
                SERVERS.matcher(bootstrapServers).matches(),
                "tidings.bootstrap-servers",
                quoted(bootstrapServers),
                "one or more host:port, separated by commas");
        int bytes = bytes(recipientKeySecret).length;
        if (bytes < SECRET_BYTES) {
            // The value is a secret: its length is all that may be told.
            throw new IllegalArgumentException(
                    "tidings.recipient-key-secret has " + bytes + " bytes; it needs at least " + SECRET_BYTES
                            + " (for example: openssl rand -hex 32), in all services the same");
        }
        require(
                INSTANCE.matcher(instanceId).matches(),
                "tidings.instance-id",
                quoted(instanceId),
                "1 to 64 letters, digits, dots, underscores or dashes");
    }

    /** The secret's bytes: hexadecimal where all of it is, else UTF-8 text. */
    byte[] recipientKeySecretBytes() {
        return bytes(recipientKeySecret);
    }

    /** Tells everything but the secret: Spring and people print configuration. */
    @Override
    public String toString() {
        return "TidingsProperties[bootstrapServers=" + bootstrapServers + ", stateDir=" + stateDir + ", instanceId="
                + instanceId + "]";
    }

    private static byte[] bytes(String secret) {
        return HEX.matcher(secret).matches()
                ? HexFormat.of().parseHex(secret)
                : secret.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(@Nullable Object value) {
        return "\"" + value + "\"";
    }

    static void require(boolean holds, String property, String is, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(property + " is " + is + "; it must be " + allowed);
        }
    }
}
