package dev.tidings.local.send;

import dev.tidings.local.settings.UserError;
import dev.tidings.publish.InvalidRequestException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What the command line is to Tidings: an upstream service like others. */
public final class Upstream {
    public static final String EVENT_SOURCE = "/tidings/cli";
    public static final String TENANT = "local";
    public static final String SOURCE = "cli";

    private Upstream() {}

    /** Waits for Kafka to have it. */
    static void await(CompletableFuture<?> published, String servers) {
        try {
            published.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvalidRequestException invalid) {
                throw new UserError("Not asked, since the request is not right: " + invalid.getMessage(), e);
            }
            throw new UserError("Kafka at " + servers + " did not take it. Is Tidings up? ./tidings status tells.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted.", e);
        }
    }
}
