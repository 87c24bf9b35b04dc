package dev.tidings.local.ops;

import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.show.ResultReader;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The page, and the two threads that keep it up to date. */
public final class OperationsPage implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int EARLIER_RESULTS = 200;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("page-", 0).factory());
    private final Scraper scraper;
    private final ResultReader results;
    private final PageServer server;
    private final PrintStream out;
    private String told = "";

    private OperationsPage(Scraper scraper, ResultReader results, PageServer server, PrintStream out) {
        this.scraper = scraper;
        this.results = results;
        this.server = server;
        this.out = out;
    }

    /**
     * Serves the page of what runs at these ports, or is going to. The topics are there already.
     *
     * @param out where is said what hinders it
     */
    public static OperationsPage serve(LocalPorts ports, InstantSource clock, PrintStream out) {
        Scraper scraper = new Scraper(metrics(ports));
        Failures failures = new Failures();
        Lookout lookout = new Lookout(scraper::ask, failures::all, clock);
        Site site = new Site(StaticFiles.read(), since -> OverviewJson.of(lookout.seen(), since));
        PageServer server = new PageServer(ports.page(), site);
        ResultReader results = ResultReader.fromLast(ports.bootstrapServers(), EARLIER_RESULTS);
        OperationsPage page = new OperationsPage(scraper, results, server, out);
        page.again(lookout::look, Lookout.EVERY);
        page.again(() -> failures.take(results.poll(POLL)), POLL);
        return page;
    }

    /** Whatever fails is told and tried again: `up` goes on without its page. */
    private void again(Runnable work, Duration pause) {
        var _ = threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | Error e) {
                        tell(e);
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private synchronized void tell(Throwable failure) {
        String text = failure.toString();
        if (!text.equals(told)) {
            told = text;
            out.println("! The operations page is not up to date: " + text);
        }
    }

    private static Map<Service, URI> metrics(LocalPorts ports) {
        Map<Service, URI> pages = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            int port = switch (service) {
                case SCHEDULER -> ports.scheduler();
                case DISPATCHER -> ports.dispatcher();
                case FALLBACK -> ports.fallback();
            };
            pages.put(service, URI.create("http://localhost:" + port + "/actuator/prometheus"));
        }
        return pages;
    }

    @Override
    public void close() {
        server.close();
        end(threads);
        results.close();
        scraper.close();
    }

    /** What runs may end: a consumer may be closed only once its thread has left it. */
    private static void end(ExecutorService threads) {
        threads.shutdown();
        try {
            threads.awaitTermination(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
