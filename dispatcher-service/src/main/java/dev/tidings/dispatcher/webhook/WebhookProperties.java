package dev.tidings.dispatcher.webhook;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How webhooks are taken in.
 *
 * @param bodyLimit the longest body: Meta sends up to 3 MB
 * @param memoryLimit all bodies that are being read, together: what comes beyond it is answered 503
 * @param publishWithin how long Kafka may take before the webhook is answered 503
 * @param publicUrl what stands before /webhooks where providers call: https://host, and a path where there is one. Absent: not
 *     known; then providers that sign the URL are not believed, and none is asked to report to it
 */
@ConfigurationProperties("tidings.webhook")
public record WebhookProperties(
        @DefaultValue("3MB") DataSize bodyLimit,
        @DefaultValue("64MB") DataSize memoryLimit,
        @DefaultValue("5s") Duration publishWithin,
        @Nullable String publicUrl) {
    private static final Pattern URL = Pattern.compile("https?://[^/?#@\\s]+(/[^/?#@\\s]+)*");

    public WebhookProperties {
        if (bodyLimit.toBytes() < 1024 || bodyLimit.compareTo(DataSize.ofMegabytes(64)) > 0) {
            throw new IllegalArgumentException(
                    "tidings.webhook.body-limit is to be 1KB to 64MB, not '" + bodyLimit + "'");
        }
        if (memoryLimit.compareTo(bodyLimit) < 0 || memoryLimit.compareTo(DataSize.ofGigabytes(1)) > 0) {
            throw new IllegalArgumentException(
                    "tidings.webhook.memory-limit is to be tidings.webhook.body-limit to 1GB, not '" + memoryLimit
                            + "'");
        }
        if (!publishWithin.isPositive()) {
            throw new IllegalArgumentException(
                    "tidings.webhook.publish-within is to be more than nothing, not '" + publishWithin + "'");
        }
        if (publicUrl != null && !URL.matcher(publicUrl).matches()) {
            throw new IllegalArgumentException(
                    "tidings.webhook.public-url is to be https://host without a slash at its end, not '" + publicUrl
                            + "'");
        }
    }
}
