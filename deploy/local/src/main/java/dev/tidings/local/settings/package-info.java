/** Where this installation is: folders, ports, addresses, and the forms in which people type times. */
@NullMarked
package dev.tidings.local.settings;

import org.jspecify.annotations.NullMarked;
