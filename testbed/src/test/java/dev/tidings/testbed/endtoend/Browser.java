package dev.tidings.testbed.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One page of a headless Chromium with a fresh profile, driven over the DevTools protocol.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">the protocol</a>
 */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chromium-headless-shell");
    private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13);
    private static final long PATIENCE_S = 60;
    private static final String LISTENS = "DevTools listening on ";
    private static final String REFUSED = "net::ERR_CONNECTION_REFUSED";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private String session = "";

    /** Where a Chromium is installed. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser(Path chromium, Path profile) {
        process = start(chromium, profile);
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(address(process)), new Listener())
                .join();
        String page = call("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = call("Target.attachToTarget", Map.of("targetId", page, "flatten", true))
                .path("sessionId")
                .asText();
        List.of("Page", "Runtime", "Log").forEach(domain -> call(domain + ".enable", Map.of()));
    }

    private static Process start(Path chromium, Path profile) {
        try {
            // What a page may do is not asked of the sandbox here, and root, as containers have it, can't have one.
            return new ProcessBuilder(
                            chromium.toString(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-default-apps",
                            "--no-first-run",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("could not start " + chromium, e);
        }
    }

    /** It says where it listens; what it says later must be read too, or it would wait for a reader one day. */
    private static String address(Process process) {
        BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
        String address = lines.lines()
                .filter(line -> line.startsWith(LISTENS))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Chromium ended at once: " + process))
                .substring(LISTENS.length());
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
        return address;
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard(json(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    private void heard(JsonNode message) {
        CompletableFuture<JsonNode> answer = asked.remove(message.path("id").asInt());
        if (answer != null) {
            answer.complete(message);
        }
        JsonNode told = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                complaints.add(told.path("exceptionDetails").toString());
            case "Log.entryAdded" -> {
                // Whoever serves the page may be stopped; that it copes is seen by what it shows.
                if (!told.path("entry").path("text").asText().contains(REFUSED)) {
                    complaints.add(told.path("entry").toString());
                }
            }
            case "Runtime.consoleAPICalled" -> complaints.add(told.path("args").toString());
            default -> {
                // What else happens is not looked at.
            }
        }
    }

    /** What the page and the browser had to complain about; a good page has nothing to say on the console. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void open(String url) {
        call("Page.navigate", Map.of("url", url));
        until("document.readyState === 'complete' && location.href.startsWith('" + url + "')");
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** @param scheme light or dark: what the system is set to */
    void prefer(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Keeps what is seen now, for people to look at. */
    void picture(Path file) {
        String png = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .path("data")
                .asText();
        try {
            Files.write(file, Base64.getDecoder().decode(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a JavaScript expression; a promise is waited for. */
    JsonNode ask(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits in the page until the expression is true. */
    void until(String expression) {
        JsonNode held = ask("""
                new Promise((done) => {
                  const end = Date.now() + %d;
                  const look = () => {
                    if (%s) done(true);
                    else if (Date.now() > end) done(false);
                    else setTimeout(look, 50);
                  };
                  look();
                })""".formatted(TimeUnit.SECONDS.toMillis(PATIENCE_S) / 2, expression));
        if (!held.asBoolean()) {
            throw new AssertionError("never so: " + expression + "\n"
                    + ask("document.body.innerText").asText());
        }
    }

    /** @param key by its name in KeyboardEvent, like Tab or Enter */
    void press(String key) {
        // What a key writes is what makes a button act on it.
        String text = key.equals("Enter") ? "\r" : "";
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "text", text, "windowsVirtualKeyCode", KEYS.getOrDefault(key, 0)));
        }
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        ObjectNode request = JSON.createObjectNode().put("id", id).put("method", method);
        request.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            request.put("sessionId", session);
        }
        var _ = socket.sendText(request.toString(), true);
        JsonNode answered = answer.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        if (answered.has("error")) {
            throw new IllegalStateException(method + ": " + answered.path("error"));
        }
        return answered.path("result");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        http.shutdownNow();
    }
}
