package dev.tidings.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Java program to run as a child process.
 *
 * @param name what people call it: broker, scheduler
 * @param classPath jars, folders, and {@code folder/*} for all jars of a folder
 * @param jvmOptions options for the virtual machine
 * @param mainClass the class to run
 * @param arguments its arguments
 * @param environment variables in addition to this process's own
 * @param log where standard output and error are appended
 */
public record JavaProgram(
        String name,
        List<String> classPath,
        List<String> jvmOptions,
        String mainClass,
        List<String> arguments,
        Map<String, String> environment,
        Path log) {
    // A shell in between, replaced by the program itself at once: a Ctrl-C in the terminal reaches every process in the
    // foreground, and an ignored signal stays ignored. So only the parent acts on it, and stops its children in order.
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    public JavaProgram {
        classPath = List.copyOf(classPath);
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    List<String> command() {
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(String.join(java.io.File.pathSeparator, classPath) + java.io.File.pathSeparator + guardHome());
        command.add(Guard.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private static String guardHome() {
        return Path.of(java.net.URI.create(Guard.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }
}
