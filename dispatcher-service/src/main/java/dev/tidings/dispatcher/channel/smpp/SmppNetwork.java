package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.dispatcher.channel.http.EgressRules;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/**
 * How message centres are reached.
 *
 * @param rules which addresses may be connected to
 * @param tls whom to trust
 * @param times how long what takes
 */
public record SmppNetwork(EgressRules rules, SSLSocketFactory tls, SmppTimes times) {
    /**
     * As in service, trusting whom Java trusts.
     *
     * @param connectWithin the longest that connecting to one address takes, and TLS
     */
    public static SmppNetwork usual(EgressRules rules, Duration connectWithin) {
        return new SmppNetwork(rules, (SSLSocketFactory) SSLSocketFactory.getDefault(), SmppTimes.usual(connectWithin));
    }
}
