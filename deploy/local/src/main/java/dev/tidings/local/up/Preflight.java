package dev.tidings.local.up;

import java.util.ArrayList;
import java.util.List;

/** Judges whether everything can start on this machine, before anything does. */
final class Preflight {
    private static final int JAVA = 25;
    private static final long MEMORY = 2L * 1024 * 1024 * 1024;
    private static final long MB = 1024 * 1024;

    private Preflight() {}

    /**
     * One thing that was looked at.
     *
     * @param good whether it is as it has to be
     * @param sentence what was found
     * @param fix how to put it right; empty where it is good
     */
    record Check(boolean good, String sentence, String fix) {
        static Check good(String sentence) {
            return new Check(true, sentence, "");
        }

        static Check bad(String sentence, String fix) {
            return new Check(false, sentence, fix);
        }
    }

    static List<Check> checks(Machine machine) {
        List<Check> checks = new ArrayList<>();
        checks.add(java(machine.javaVersion()));
        checks.add(memory(machine.freeMemory()));
        checks.add(
                machine.missingFiles().isEmpty()
                        ? Check.good("Everything is built.")
                        : Check.bad(
                                "Not built: " + machine.missingFiles() + ".",
                                "Run ./tidings without TIDINGS_NO_BUILD, or mvn package -DskipTests."));
        if (machine.portsInUse().isEmpty()) {
            checks.add(Check.good("All ports are free."));
        }
        machine.portsInUse()
                .forEach((variable, port) -> checks.add(Check.bad(
                        "Port " + port + " is in use by another program.",
                        "Stop that program (lsof -i :" + port + " names it), or choose another port: " + variable
                                + "=PORT ./tidings up, or all of them with --port-base.")));
        return checks;
    }

    private static Check java(int version) {
        return version >= JAVA
                ? Check.good("Java " + version + " runs this.")
                : Check.bad(
                        "Java " + version + " runs this, and Tidings needs " + JAVA + ".",
                        "Install a JDK 25 (for example Temurin, from https://adoptium.net) and set JAVA_HOME to it.");
    }

    private static Check memory(long free) {
        if (free < 0) {
            return Check.good("Free memory is not told by this system; about 2 GB are needed.");
        }
        return free >= MEMORY
                ? Check.good(free / MB + " MB of memory are free.")
                : Check.bad(
                        "Only " + free / MB + " MB of memory are free, and 2048 MB are needed.",
                        "Close other programs, or give this virtual machine or container more memory.");
    }
}
