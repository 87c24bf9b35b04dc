package dev.tidings.testbed.bench.kit;

import dev.tidings.local.settings.UserError;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every benchmark is asked: how often, on how many partitions, and where its figures go. */
public final class RunOptions {
    private static final int USUAL_RUNS = 5;

    @Option(names = "--runs", description = "how often, for medians (default: 5; with --quick 1)")
    @Nullable
    Integer runs;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures there")
    @Nullable
    Path json;

    @Option(
            names = "--partitions",
            defaultValue = "12",
            description = "of every keyed topic (default: ${DEFAULT-VALUE})")
    int partitions = 12;

    @Option(names = "--keep", description = "keep data and logs")
    boolean keep;

    public int partitions() {
        return partitions;
    }

    public boolean keep() {
        return keep;
    }

    /**
     * How often it is to run.
     *
     * @throws UserError where that is not at all
     */
    public int times(boolean quick) {
        int times = runs == null ? (quick ? 1 : USUAL_RUNS) : runs;
        if (times < 1) {
            throw new UserError("--runs is \"" + times + "\": one run at least is needed.");
        }
        return times;
    }

    /**
     * Tells what was measured, and what could not be.
     *
     * @param table the figures
     * @return the exit status: 1 where something was not measured
     */
    public int tell(Report report, String table, List<String> notMeasured, PrintStream out) {
        out.println();
        out.println(report.machine());
        out.println("commit " + report.commit() + ", " + report.date() + ", medians");
        out.print(table);
        int status = tell(report, notMeasured, out);
        if (json != null) {
            out.println("Written to " + json);
        }
        return status;
    }

    /** The same where somebody else tells the figures. */
    public int tell(Report report, List<String> notMeasured, PrintStream out) {
        notMeasured.forEach(one -> out.println("NOT MEASURED: " + one));
        if (json != null) {
            ReportJson.write(report, json);
        }
        return notMeasured.isEmpty() ? 0 : 1;
    }
}
