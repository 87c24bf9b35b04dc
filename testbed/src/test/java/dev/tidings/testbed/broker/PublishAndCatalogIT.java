package dev.tidings.testbed.broker;

import org.junit.jupiter.api.extension.ExtendWith;

/** On the broker that all other tests use. */
@ExtendWith(TestBroker.class)
class PublishAndCatalogIT extends PublishAndCatalog {}
