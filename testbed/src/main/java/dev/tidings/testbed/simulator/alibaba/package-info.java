/** Alibaba Cloud: its Chat App Message Service and its text messages, behind one gateway that checks signatures. */
@NullMarked
package dev.tidings.testbed.simulator.alibaba;

import org.jspecify.annotations.NullMarked;
