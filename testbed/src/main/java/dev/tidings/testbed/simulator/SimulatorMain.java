package dev.tidings.testbed.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The simulator as a process. */
public final class SimulatorMain {
    static final int PORT_IN_USE = 2;
    static final int USAGE = 64;
    static final int IO_ERROR = 74;

    private SimulatorMain() {}

    /** Starts the simulator and stays until it is told to stop. */
    public static void main(String[] arguments) {
        int code = run(List.of(arguments), System.getenv(), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(Arguments.HELP);
            return 0;
        }
        try {
            return serve(Arguments.parse(arguments, environment), out, err);
        } catch (IllegalArgumentException e) {
            err.println("simulator: " + e.getMessage());
            return USAGE;
        }
    }

    private static int serve(SimulatorOptions options, PrintStream out, PrintStream err) {
        try (Simulator simulator = Simulator.start(options, InstantSource.system())) {
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
            out.println("simulator ready on " + simulator.url());
            out.flush();
            simulator.awaitClose();
            return 0;
        } catch (BindException e) {
            err.println("simulator: port " + options.port() + " on " + options.host()
                    + " cannot be taken: something else listens there. Stop it, or choose another with --port.");
            return PORT_IN_USE;
        } catch (IOException e) {
            err.println("simulator: " + e.getMessage());
            return IO_ERROR;
        }
    }
}
