package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells operators how an account's connection fares. Of the failures in a row the first is logged, and each is counted. */
final class LinkEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LinkEvents.class);

    private final SenderAccount account;
    private final SmppMetrics metrics;
    private boolean down;

    LinkEvents(SenderAccount account, SmppMetrics metrics) {
        this.account = account;
        this.metrics = metrics;
    }

    synchronized void bound() {
        down = false;
        metrics.bound(SmppMetrics.Bind.BOUND);
        keyed(LOG.atInfo()).log("bound to the account's message centre");
    }

    synchronized void failed(Outcome why) {
        metrics.bound(SmppMetrics.Bind.FAILED);
        if (!down) {
            down = true;
            String cause = switch (why) {
                case Outcome.Rejected rejected -> rejected.detail();
                case Outcome.Throttled throttled -> throttled.detail();
                case Outcome.Unreachable unreachable -> unreachable.detail();
                case Outcome.Uncertain uncertain -> uncertain.detail();
                case Outcome.Accepted _ -> "";
            };
            keyed(LOG.atWarn())
                    .addKeyValue("cause", cause)
                    .log("cannot bind to the account's message centre, trying on");
        }
    }

    synchronized void lost() {
        metrics.bound(SmppMetrics.Bind.LOST);
        keyed(LOG.atWarn()).log("the connection to the account's message centre was lost");
    }

    private LoggingEventBuilder keyed(LoggingEventBuilder event) {
        return event.addKeyValue("channel", account.channel()).addKeyValue("accountId", account.accountId());
    }
}
