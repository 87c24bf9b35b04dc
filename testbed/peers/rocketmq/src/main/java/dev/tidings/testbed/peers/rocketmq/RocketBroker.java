package dev.tidings.testbed.peers.rocketmq;

import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.broker.BrokerStartup;

/** The broker's own start, less its replication: that would listen on every interface, for replicas that there are not. */
public final class RocketBroker {
    private RocketBroker() {}

    /** Takes the arguments of the broker's own program. */
    public static void main(String[] args) {
        BrokerController broker = BrokerStartup.start(BrokerStartup.createBrokerController(args));
        broker.getMessageStore().getHaService().shutdown();
    }
}
