package dev.tidings.dispatcher.engine;

/** What the poll thread needs to know of Kafka before tasks can start. */
enum LookUp {
    /** How many partitions there are: without it, nobody knows this instance's part of the accounts' limits. */
    PARTITIONS,
    /** How far former owners came: what they committed, and where their lanes end. */
    COMMITTED,
    /** What former owners have begun. */
    JOURNAL
}
