package dev.tidings.dispatcher.channel.smpp;

import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/**
 * What all messages of an account go out through.
 *
 * @param link the session
 * @param window as many as may be unanswered
 * @param statuses what refusals mean
 * @param source who messages are from
 * @param ids how ids are written
 * @param clock what validity is measured by
 */
record Outgate(
        Link link,
        Semaphore window,
        Statuses statuses,
        SmppSettings.Party source,
        ReceiptIds ids,
        InstantSource clock) {}
