package dev.tidings.testbed.broker;

import org.junit.jupiter.api.extension.ExtendWith;

/** On the broker that others are likely to test with. */
@ExtendWith(TestContainer.class)
class PublishAndCatalogOnTestcontainersIT extends PublishAndCatalog {}
