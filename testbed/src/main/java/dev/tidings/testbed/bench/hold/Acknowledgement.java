package dev.tidings.testbed.bench.hold;

/** Is told what came of one insert or cancel; by any thread, once. */
public interface Acknowledgement {
    /** It survives a crash of the subject from now on. */
    void acknowledged();

    /** It may not have arrived. */
    void failed(Throwable cause);
}
