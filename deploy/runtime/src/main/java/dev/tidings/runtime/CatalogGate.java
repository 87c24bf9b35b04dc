package dev.tidings.runtime;

import dev.tidings.catalog.CatalogView;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Lets nothing begin before the catalog has been read: a service that works with half a catalog refuses requests of
 * accounts that exist.
 */
final class CatalogGate implements SmartLifecycle, HealthIndicator {
    /** Before everything that processes records or takes requests in. */
    static final int PHASE = -1000;

    private final CatalogView catalog;
    private final Duration patience;
    private volatile boolean open;

    CatalogGate(CatalogView catalog, Duration patience) {
        this.catalog = catalog;
        this.patience = patience;
    }

    @Override
    public void start() {
        try {
            if (!catalog.awaitCaughtUp(patience)) {
                throw new CatalogNotReadException(patience);
            }
            open = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the catalog was being read", e);
        }
    }

    @Override
    public void stop() {
        open = false;
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public Health health() {
        Health.Builder health = catalog.isCaughtUp() ? Health.up() : Health.outOfService();
        return health.withDetail("badEntries", catalog.badEntries()).build();
    }
}
