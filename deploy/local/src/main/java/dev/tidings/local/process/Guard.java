package dev.tidings.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Main class of every child: runs another main class, and ends the process once its standard input ends. The parent
 * holds the other end of that pipe, so the child goes down in good order even where the parent was killed outright.
 */
public final class Guard {
    private Guard() {}

    /** Runs the main class named by the first argument with the remaining ones. */
    public static void main(String[] args) throws Throwable {
        Thread.ofPlatform().daemon().name("parent-guard").start(Guard::exitWithParent);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void exitWithParent() {
        try (InputStream in = System.in) {
            while (in.read() >= 0) {
                // Nothing is ever sent; only the end of the stream says something.
            }
        } catch (IOException e) {
            System.err.println("the pipe to the parent broke: " + e.getMessage());
        }
        System.err.println("the parent process is gone: stopping");
        System.exit(143);
    }
}
