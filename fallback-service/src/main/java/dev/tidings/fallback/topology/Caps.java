package dev.tidings.fallback.topology;

import dev.tidings.catalog.Catalog;
import dev.tidings.contract.SmsService;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/**
 * What the catalog says about a tenant's SMS at this moment, and what of it one partition may spend. A request's policy is
 * frozen when it is accepted; what SMS may cost is not, so that whoever lowers a cap, or switches SMS off, stops it at once.
 *
 * <p>The partitions share a cap in even parts, without asking one another: together they never exceed it.
 */
public final class Caps {
    private final Catalog catalog;
    private final IntSupplier partitions;

    /**
     * Reads that catalog.
     *
     * @param partitions how many partitions the keyed topics have: asked for in a stream thread, and never changes
     * @see <a href="file:deploy/decisions/013-fallback.md">decision 013</a>
     */
    public Caps(Catalog catalog, IntSupplier partitions) {
        this.catalog = catalog;
        this.partitions = partitions;
    }

    boolean allows(String tenant) {
        return service(tenant).map(SmsService::enabled).orElse(false);
    }

    /** How many parts a day a tenant may have from one partition; empty: as many as it likes. */
    OptionalLong share(String tenant, int partition) {
        Long cap = service(tenant).map(SmsService::maxPartsPerDay).orElse(null);
        if (cap == null) {
            return OptionalLong.empty();
        }
        int all = partitions.getAsInt();
        return OptionalLong.of(cap / all + (partition < cap % all ? 1 : 0));
    }

    /** The part of a tenant's cap that each partition has, on average; empty: it has no cap. */
    OptionalDouble evenly(String tenant) {
        Long cap = service(tenant).map(SmsService::maxPartsPerDay).orElse(null);
        return cap == null ? OptionalDouble.empty() : OptionalDouble.of((double) cap / partitions.getAsInt());
    }

    private Optional<SmsService> service(String tenant) {
        return catalog.smsService(tenant);
    }
}
