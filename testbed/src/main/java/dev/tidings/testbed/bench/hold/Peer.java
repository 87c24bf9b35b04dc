package dev.tidings.testbed.bench.hold;

/** Who Tidings is measured against. They are built apart from everything that ships, by the profile of the same name. */
enum Peer {
    ROCKETMQ_WHEEL("rocketmq-wheel", "rocketmq"),
    ROCKETMQ_ROCKSDB("rocketmq-rocksdb", "rocketmq"),
    DB_SCHEDULER("db-scheduler", "db-scheduler"),
    ARTEMIS("artemis", "artemis");

    private final String subject;
    private final String module;

    Peer(String subject, String module) {
        this.subject = subject;
        this.module = module;
    }

    /** What it is called in reports. */
    String subject() {
        return subject;
    }

    /** Its folder in testbed/peers. */
    String module() {
        return module;
    }
}
