package dev.tidings.testbed.bench.kit;

import dev.tidings.local.process.Child;
import dev.tidings.local.process.JavaProgram;
import dev.tidings.local.process.Jvm;
import dev.tidings.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A {@link LeanProvider} as a process of its own. */
public final class ProviderProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

    private final Child child;
    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ProviderProcess(Child child, URI url) {
        this.child = child;
        this.url = url;
    }

    /**
     * Starts one, and waits until it answers.
     *
     * @param root where everything was built
     * @param folder for its log
     */
    public static ProviderProcess start(Path root, Path folder) {
        Path target = root.resolve("testbed/target");
        int port = Ports.anyFree();
        Child child = Child.start(new JavaProgram(
                "provider",
                List.of(target.resolve("tidings-testbed.jar").toString(), target + "/lib/*"),
                Jvm.with(JVM),
                LeanProvider.class.getName(),
                List.of(Integer.toString(port)),
                Map.of(),
                folder.resolve("provider.log")));
        URI url = URI.create("http://localhost:" + port);
        if (!Answers.await(url.resolve(LeanProvider.COUNT), child::alive, READY_WITHIN)) {
            child.close();
            throw new SubjectFailedException("the provider did not answer\n" + child.logTail());
        }
        return new ProviderProcess(child, url);
    }

    public URI url() {
        return url;
    }

    public long pid() {
        return child.handle().pid();
    }

    /** Every answer comes so much later from now on. */
    public void delay(Duration latency) {
        ask(LeanProvider.DELAY + latency.toMillis());
    }

    /** Calls from that account get no answer any more. */
    public void hang(int account) {
        ask(LeanProvider.HANG + Accounts.phoneNumberId(account));
    }

    /** Every account is answered again. */
    public void hangNone() {
        ask(LeanProvider.HANG_NONE);
    }

    /** How many calls have come so far. */
    public long calls() {
        return Long.parseLong(ask(LeanProvider.COUNT));
    }

    /** All calls so far. */
    public Calls journal() {
        return CallLog.read(ask(LeanProvider.CALLS));
    }

    private String ask(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER_WITHIN).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException("the provider does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        child.kill();
    }
}
