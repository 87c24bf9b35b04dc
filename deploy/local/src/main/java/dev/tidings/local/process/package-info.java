/**
 * Child processes: starts Java programs that can't outlive the program that started them, keeps their output in a file,
 * and stops them within a bound.
 */
@NullMarked
package dev.tidings.local.process;

import org.jspecify.annotations.NullMarked;
