package dev.tidings.dispatcher.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message centre in a process of its own, by another implementation of SMPP than ours: testbed/message-centre, on Node. Ends with
 * this one.
 */
final class MessageCentre implements AutoCloseable {
    static final String SYSTEM_ID = "shop";
    static final String PASSWORD = "s3cret-8";

    private static final Path FOLDER = Path.of("..", "testbed", "message-centre");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PATIENCE_SECONDS = 20;

    private final Process process;
    private final Writer commands;
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final int port;

    private MessageCentre(Process process) throws InterruptedException {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::read);
        this.port = next("listening").path("port").asInt();
    }

    /** Starts one, with options of centre.mjs added to the usual ones. */
    static MessageCentre start(Map<String, Object> more) throws IOException, InterruptedException {
        assumeThat(Files.isDirectory(FOLDER.resolve("node_modules")) && hasNode())
                .as("Node, and what `npm ci --prefix testbed/message-centre` installs")
                .isTrue();
        Map<String, Object> options = new LinkedHashMap<>(Map.of("systemId", SYSTEM_ID, "password", PASSWORD));
        options.putAll(more);
        return new MessageCentre(new ProcessBuilder("node", "centre.mjs", JSON.writeValueAsString(options))
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    static MessageCentre start() throws IOException, InterruptedException {
        return start(Map.of());
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            Process asked = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && asked.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    String baseUrl() {
        return "smpp://localhost:" + port;
    }

    /** Tells it what to do, and waits until it does. Names and values alternate. */
    void tell(String what, Object... more) throws InterruptedException {
        Map<String, Object> command = new LinkedHashMap<>(Map.of("do", what));
        for (int i = 0; i < more.length; i += 2) {
            command.put((String) more[i], more[i + 1]);
        }
        try {
            commands.write(JSON.writeValueAsString(command) + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<JsonNode> before = new ArrayList<>();
        JsonNode event = poll();
        while (!name(event).equals("done")) {
            before.add(event);
            event = poll();
        }
        events.addAll(before);
    }

    /** The next event of that name; others before it are passed over. */
    JsonNode next(String name) throws InterruptedException {
        JsonNode event = poll();
        while (!name(event).equals(name)) {
            event = poll();
        }
        return event;
    }

    /** Whatever has happened and was not asked for yet. */
    List<String> soFar() {
        return events.stream().map(MessageCentre::name).toList();
    }

    private JsonNode poll() throws InterruptedException {
        @Nullable JsonNode event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("what the message centre tells").isNotNull();
        return event;
    }

    private static String name(JsonNode event) {
        return event.path("event").asString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
