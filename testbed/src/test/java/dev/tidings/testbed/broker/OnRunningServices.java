package dev.tidings.testbed.broker;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What tests of running services write with, and see: one class of them after the other. */
abstract class OnRunningServices {
    static Services services;
    static RawProducer producer;
    static TopicReader results;
    static Journal journal;

    @BeforeAll
    static void open(TestServices.Running running) {
        services = running.services();
        producer = new RawProducer(running.bootstrapServers());
        results = TopicReader.results(running.bootstrapServers());
        journal = services.journal();
    }

    @AfterAll
    static void close() {
        producer.close();
        results.close();
    }
}
