package dev.tidings.testbed.endtoend;

import dev.tidings.testbed.broker.HttpText;
import dev.tidings.testbed.broker.Patiently;
import dev.tidings.testbed.broker.RawProducer;
import dev.tidings.topics.Topics;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells when all services have read what stands in the catalog. They count what they can't read, and so something of that kind is
 * published behind it.
 */
final class CatalogReaders implements AutoCloseable {
    private static final Pattern BAD = Pattern.compile("(?m)^tidings_catalog_bad_entries_total(?:\\{.*})? ([0-9.]+)$");

    private final List<String> metrics;
    private final RawProducer producer;
    private int published;

    CatalogReaders(LocalInstallation tidings) {
        metrics = tidings.metricsUrls();
        producer = new RawProducer(tidings.bootstrapServers());
    }

    synchronized void awaitAll() {
        publish();
        // It is counted before all that was read with it is in use; the next one after it.
        publish();
    }

    private void publish() {
        published++;
        producer.send(RawProducer.bare(
                Topics.CATALOG, 0, RawProducer.bytes("unreadable/" + published), RawProducer.bytes("no entry")));
        for (String page : metrics) {
            var _ = Patiently.await("the catalog's readers", () -> counted(page), count -> count >= published);
        }
    }

    private static double counted(String page) {
        Matcher found = BAD.matcher(HttpText.get(page));
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    @Override
    public void close() {
        producer.close();
    }
}
