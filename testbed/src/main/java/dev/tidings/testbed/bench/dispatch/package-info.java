/**
 * {@code ./tidings bench dispatch}: tasks that lie in a lane are sent to a provider, by the dispatcher as it ships, by an HTTP
 * client alone, and by others who read from Kafka. The provider's journal is what all of them are measured by.
 */
@NullMarked
package dev.tidings.testbed.bench.dispatch;

import org.jspecify.annotations.NullMarked;
