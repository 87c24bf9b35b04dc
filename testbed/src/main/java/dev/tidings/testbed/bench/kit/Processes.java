package dev.tidings.testbed.bench.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** What Linux says of processes and the disk. A process that is gone counts as nothing. */
public final class Processes {
    /** The unit of /proc's times: 1/100 s, on every architecture that runs Java. */
    private static final double TICKS_PER_SECOND = 100;

    private Processes() {}

    /** The processes and all that they have started. */
    public static Set<Long> withDescendants(Collection<Long> processes) {
        Set<Long> all = new TreeSet<>(processes);
        processes.forEach(pid -> ProcessHandle.of(pid)
                .ifPresent(process -> process.descendants().forEach(child -> all.add(child.pid()))));
        return all;
    }

    /** Seconds of CPU that they have used, with those of their ended children. */
    public static double cpuSeconds(Collection<Long> processes) {
        return processes.stream()
                .mapToDouble(pid -> cpuSeconds(read("/proc/" + pid + "/stat")))
                .sum();
    }

    /** Resident memory in MB of a million bytes; what several processes share is counted once. */
    public static double residentMb(Collection<Long> processes) {
        return processes.stream()
                .mapToDouble(pid -> residentMb(read("/proc/" + pid + "/smaps_rollup")))
                .sum();
    }

    /** Bytes that the folder takes on the disk: the holes of sparse files are not counted. */
    public static long diskBytes(Path folder) {
        try {
            Process du = new ProcessBuilder(List.of("du", "-sk", folder.toString()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String line = new String(du.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            du.waitFor(10, TimeUnit.SECONDS);
            return Long.parseLong(line.substring(0, line.indexOf('\t'))) * 1024;
        } catch (IOException e) {
            throw new IllegalStateException("du could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** From the text of a process's stat file; the name in brackets may hold anything, so fields count from its end. */
    static double cpuSeconds(String stat) {
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** From the text of a process's smaps_rollup file. */
    static double residentMb(String status) {
        return status.lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                .sum();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return "";
        }
    }
}
