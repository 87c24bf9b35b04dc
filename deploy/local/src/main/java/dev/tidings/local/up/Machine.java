package dev.tidings.local.up;

import dev.tidings.local.process.Ports;
import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.LocalPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What there is on this machine, as far as a start needs it.
 *
 * @param javaVersion feature release of the Java that runs this
 * @param freeMemory bytes that processes can still get; -1: not known
 * @param portsInUse ports that something listens on, under the names of the variables that move them
 * @param missingFiles files that the build should have made
 */
record Machine(int javaVersion, long freeMemory, Map<String, Integer> portsInUse, List<Path> missingFiles) {
    static Machine inspect(Installation installation, LocalPorts ports) {
        Map<String, Integer> used = ports.byVariable();
        used.values().removeIf(Ports::free);
        List<Path> missing =
                Parts.files(installation).stream().filter(f -> !Files.exists(f)).toList();
        return new Machine(Runtime.version().feature(), availableMemory(), used, missing);
    }

    /** Linux tells what is available without swapping. Elsewhere free memory says little, so nothing is claimed. */
    private static long availableMemory() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
