package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every call in order: the newest in memory, all of them in journal.jsonl where a folder is given. An entry is in the file before its call
 * is answered, so that what a client saw is on record even when this process is killed. Opened again, it goes on counting where it ended.
 */
final class Journal implements AutoCloseable {
    static final int CAPACITY = 200_000;
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final ArrayDeque<JournalEntry> entries = new ArrayDeque<>();
    private final int capacity;
    private final @Nullable Writer file;
    /** Null: nobody waits. */
    private @Nullable CompletableFuture<Void> next;

    private long last;
    private long accepted;
    private boolean writable = true;

    private Journal(int capacity, @Nullable Writer file) {
        this.capacity = capacity;
        this.file = file;
    }

    static Journal inMemory(int capacity) {
        return new Journal(capacity, null);
    }

    static Journal in(Path folder, int capacity) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve("journal.jsonl");
        boolean torn = Files.exists(path) && endsTorn(path);
        Writer writer = Files.newBufferedWriter(
                path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (torn) {
            writer.write('\n');
            writer.flush();
        }
        Journal journal = new Journal(capacity, writer);
        journal.recall(path);
        return journal;
    }

    private void recall(Path path) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                try {
                    remember(Json.MAPPER.readValue(line, JournalEntry.class));
                } catch (JsonProcessingException halfALine) {
                    // A killed process leaves one at the end of what it wrote.
                    LOG.warn("a line of the journal cannot be read and is left out");
                }
            }
        }
    }

    private static boolean endsTorn(Path path) throws IOException {
        try (var channel = Files.newByteChannel(path)) {
            if (channel.size() == 0) {
                return false;
            }
            var end = ByteBuffer.allocate(1);
            channel.position(channel.size() - 1).read(end);
            return end.get(0) != '\n';
        }
    }

    /** Adds an entry and gives it its number. */
    void append(JournalEntry entry) {
        @Nullable CompletableFuture<Void> waiting;
        synchronized (this) {
            JournalEntry numbered = entry.numbered(last + 1);
            remember(numbered);
            write(numbered);
            waiting = next;
            next = null;
        }
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    private synchronized void remember(JournalEntry entry) {
        last = entry.seq();
        accepted += entry.accepted() ? 1 : 0;
        entries.addLast(entry);
        if (entries.size() > capacity) {
            entries.removeFirst();
        }
    }

    private void write(JournalEntry entry) {
        if (file == null) {
            return;
        }
        try {
            file.write(Json.write(entry));
            file.write('\n');
            file.flush();
            writable = true;
        } catch (IOException e) {
            if (writable) {
                LOG.error("the journal's file cannot be written; going on in memory: {}", e.getMessage());
            }
            writable = false;
        }
    }

    /** Entries after that number, oldest first, at most so many. */
    synchronized List<JournalEntry> after(long seq, @Nullable String channel, int limit) {
        List<JournalEntry> found = new ArrayList<>();
        Iterator<JournalEntry> newestFirst = entries.descendingIterator();
        while (newestFirst.hasNext()) {
            JournalEntry entry = newestFirst.next();
            if (entry.seq() <= seq) {
                break;
            }
            if (channel == null || channel.equals(entry.channel())) {
                found.add(entry);
            }
        }
        Collections.reverse(found);
        return found.size() <= limit ? found : found.subList(0, limit);
    }

    /** Completed by the next entry: ask for it before looking, so that none is missed in between. */
    synchronized CompletableFuture<Void> next() {
        CompletableFuture<Void> asked = next == null ? new CompletableFuture<>() : next;
        next = asked;
        return asked;
    }

    synchronized long calls() {
        return last;
    }

    synchronized long acceptedCalls() {
        return accepted;
    }

    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
