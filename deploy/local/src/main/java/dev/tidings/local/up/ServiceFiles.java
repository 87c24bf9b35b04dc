package dev.tidings.local.up;

import dev.tidings.local.settings.Installation;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build has made of a service: its plain jar, and the list of the libraries that are in the executable jar too. Out of
 * jars within a jar classes load slowly, and none can be kept for the next start.
 */
final class ServiceFiles {
    private final Path target;
    private final String service;

    ServiceFiles(Installation installation, String service) {
        this.target = installation.root().resolve(service + "-service/target");
        this.service = service;
    }

    /** The files without which it can't start. */
    List<Path> needed() {
        Stream<Path> libraries = Files.exists(list()) ? libraries().stream().map(Path::of) : Stream.empty();
        return Stream.concat(Stream.of(jar(), list()), libraries).toList();
    }

    List<String> classPath() {
        return Stream.concat(Stream.of(jar().toString()), libraries().stream()).toList();
    }

    String mainClass() {
        return "dev.tidings." + service + "." + Character.toUpperCase(service.charAt(0)) + service.substring(1)
                + "Application";
    }

    Path archives() {
        return target.resolve("archives");
    }

    private Path jar() {
        return target.resolve("tidings-" + service + "-service.jar");
    }

    private Path list() {
        return target.resolve("class-path");
    }

    private List<String> libraries() {
        try {
            return List.of(Files.readString(list()).strip().split(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("the service is not built: " + list(), e);
        }
    }
}
