package dev.tidings.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java program to run as a child process.
 *
 * @param name what people call it: broker, scheduler
 * @param classPath jars, folders, and {@code folder/*} for all jars of a folder
 * @param jvm how its virtual machine is set up
 * @param mainClass the class to run
 * @param arguments its arguments
 * @param environment variables in addition to this process's own
 * @param log where standard output and error are appended
 */
public record JavaProgram(
        String name,
        List<String> classPath,
        Jvm jvm,
        String mainClass,
        List<String> arguments,
        Map<String, String> environment,
        Path log) {
    private static final String ALL_JARS = "/*";

    // A shell in between, replaced by the program itself at once: a Ctrl-C in the terminal reaches every process in the
    // foreground, and an ignored signal stays ignored. So only the parent acts on it, and stops its children in order.
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    public JavaProgram {
        classPath = List.copyOf(classPath);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** The class path as files, in the same order at every start. */
    List<Path> jars() {
        return Stream.concat(classPath.stream().flatMap(JavaProgram::expand), Stream.of(guardHome()))
                .toList();
    }

    /** The whole command, with options for this one start. */
    List<String> command(List<String> more) {
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm.options());
        command.addAll(more);
        command.add("-cp");
        command.add(jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(Guard.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private static Stream<Path> expand(String entry) {
        if (!entry.endsWith(ALL_JARS)) {
            return Stream.of(Path.of(entry));
        }
        try (Stream<Path> files = Files.list(Path.of(entry.substring(0, entry.length() - ALL_JARS.length())))) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("the jars of " + entry + " can't be listed", e);
        }
    }

    private static Path guardHome() {
        return Path.of(java.net.URI.create(
                Guard.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
