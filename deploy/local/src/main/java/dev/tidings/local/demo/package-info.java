/** Mixed traffic for a first look: what is sent, and what has become of it. */
@NullMarked
package dev.tidings.local.demo;

import org.jspecify.annotations.NullMarked;
