package dev.tidings.testbed.bench.hold;

/** What can be asked for by name. */
enum Scenario {
    A,
    B,
    B2,
    C,
    D,
    E,
    F,
    G,
    R
}
