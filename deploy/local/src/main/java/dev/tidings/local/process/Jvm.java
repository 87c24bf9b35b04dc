package dev.tidings.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a program's virtual machine is set up.
 *
 * @param archives the folder for the program's {@link ClassArchive}; empty: it has none
 * @param options options on its command line
 * @see <a href="../../../../../../../../decisions/009-local-start.md">decision 009</a>
 */
public record Jvm(Optional<Path> archives, List<String> options) {
    /** What costs a program least until it is ready, and most where it is busy for long. */
    private static final List<String> SOON_READY = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    public Jvm {
        options = List.copyOf(options);
    }

    /** As the options say, and otherwise by the virtual machine's defaults, which make a long run fast. */
    public static Jvm with(List<String> options) {
        return new Jvm(Optional.empty(), options);
    }

    /**
     * For a program that is waited for, and does little once it is ready.
     *
     * @param archives a folder that goes when the program is built anew from nothing; it need not exist
     */
    public static Jvm soonReady(Path archives, List<String> options) {
        return new Jvm(
                Optional.of(archives),
                Stream.concat(SOON_READY.stream(), options.stream()).toList());
    }
}
