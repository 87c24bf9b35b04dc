package dev.tidings.testbed.bench.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where and of what a benchmark ran. */
public final class Surroundings {
    private Surroundings() {}

    /** Processor, cores, memory, Java and load average, in a sentence. */
    public static String machine() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %s GiB, Java %s, load %s",
                field("/proc/cpuinfo", "model name", "processor not known"),
                Runtime.getRuntime().availableProcessors(),
                gibibytes(field("/proc/meminfo", "MemTotal", "0 kB")),
                Runtime.version(),
                loadAverage());
    }

    /** The load average over one minute. */
    public static String loadAverage() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
        } catch (IOException e) {
            return "not known";
        }
    }

    /** The commit checked out in the folder, with a plus sign where files were changed since. */
    public static String commit(Path folder) {
        String head = git(folder, "rev-parse", "--short=12", "HEAD");
        if (head.isEmpty()) {
            return "unknown";
        }
        return git(folder, "status", "--porcelain", "--untracked-files=no").isEmpty() ? head : head + "+";
    }

    private static String git(Path folder, String... arguments) {
        try {
            ProcessBuilder git = new ProcessBuilder("git", "-C", folder.toString());
            git.command().addAll(List.of(arguments));
            Process process = git.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String field(String file, String name, String otherwise) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }

    private static long gibibytes(String memory) {
        return Math.round(Long.parseLong(memory.replaceAll("\\D", "")) / 1048576.0);
    }
}
