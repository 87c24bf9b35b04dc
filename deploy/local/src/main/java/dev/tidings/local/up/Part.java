package dev.tidings.local.up;

import dev.tidings.local.process.Child;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * One process of an installation.
 *
 * @param name what people call it
 * @param start starts it
 * @param healthUrl answers 200 once it is ready; empty: it is ready once started
 * @param log its output
 */
record Part(String name, Supplier<Child> start, String healthUrl, Path log) {}
