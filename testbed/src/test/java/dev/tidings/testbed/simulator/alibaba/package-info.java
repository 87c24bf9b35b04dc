/** Tests of Alibaba Cloud as it is played. */
@NullMarked
package dev.tidings.testbed.simulator.alibaba;

import org.jspecify.annotations.NullMarked;
