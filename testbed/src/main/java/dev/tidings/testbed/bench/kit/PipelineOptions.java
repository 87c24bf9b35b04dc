package dev.tidings.testbed.bench.kit;

import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.settings.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every benchmark of a {@link Pipeline} is asked. */
public final class PipelineOptions {
    @Option(names = "--quick", description = "one run of small sizes, less than three minutes")
    boolean quick;

    @Option(
            names = "--jvm",
            paramLabel = "OPTIONS",
            description =
                    "each service's JVM options, in one argument (default: -Xmx512m -XX:+UseSerialGC; with --quick also"
                            + " -XX:TieredStopAtLevel=1)")
    @Nullable
    String jvm;

    @Mixin
    final RunOptions run = new RunOptions();

    public boolean quick() {
        return quick;
    }

    /**
     * The pipeline that they ask for.
     *
     * @param accounts chat accounts that the requests are spread over
     * @param receipts whether the provider reports what became of each message
     */
    public PipelineSetting setting(Installation installation, int accounts, boolean receipts) {
        return new PipelineSetting(
                installation,
                run.partitions(),
                accounts,
                PipelineSetting.jvm(jvm, quick),
                receipts,
                quick ? BrokerConfig.Speed.SOON_READY : BrokerConfig.Speed.LONG_RUN);
    }
}
