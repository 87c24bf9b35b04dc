package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.provider.Reports;
import dev.tidings.dispatcher.channel.smpp.SmppMetrics.Fate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what a message centre delivers. A receipt is answered when Kafka has it; where Kafka has not taken it in time, the centre
 * is told to try again later.
 */
final class Deliveries implements SmppSession.Reports {
    /** So many can be on their way to Kafka at once. */
    private static final int ROOM = 200;

    private final SenderAccount account;
    private final ReportReader reader;
    private final Reports reports;
    private final Duration within;
    private final InstantSource clock;
    private final SmppMetrics metrics;
    private final Semaphore room = new Semaphore(ROOM);

    Deliveries(
            SenderAccount account,
            ReportReader reader,
            Reports reports,
            Duration within,
            InstantSource clock,
            SmppMetrics metrics) {
        this.account = account;
        this.reader = reader;
        this.reports = reports;
        this.within = within;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public void delivered(Pdu pdu, SmppSession session) {
        Answer answer = (fate, status) -> {
            metrics.delivered(fate);
            session.answer(SmppSession.COMPOSER.deliverSmResp(status, pdu.number(), ""));
        };
        switch (reader.read(pdu)) {
            case DeliveryReport.Delivered(String id) -> publish(receipt(id, null, null), answer);
            case DeliveryReport.Undelivered(String id, Reason reason, String code) ->
                publish(receipt(id, reason, code), answer);
            case DeliveryReport.UnderWay _ -> answer.give(Fate.UNDER_WAY, SmppErrors.OK);
            case DeliveryReport.Malformed _ -> answer.give(Fate.MALFORMED, SmppErrors.OK);
            case DeliveryReport.Unreadable _ -> answer.give(Fate.MALFORMED, SmppErrors.NEVER);
            case DeliveryReport.Incoming _ -> answer.give(Fate.NO_RECEIPT, SmppErrors.OK);
        }
    }

    @FunctionalInterface
    private interface Answer {
        void give(Fate fate, int status);
    }

    /** What handing over blocks in, a producer that is cut off for example, is neither the reader's time nor the answer's. */
    private void publish(Receipt receipt, Answer answer) {
        if (!room.tryAcquire()) {
            answer.give(Fate.NO_ROOM, SmppErrors.TRY_LATER);
            return;
        }
        CompletableFuture<@Nullable Void> taken = new CompletableFuture<>();
        var _ = taken.whenComplete((_, _) -> room.release());
        var _ = taken.copy()
                .orTimeout(within.toNanos(), TimeUnit.NANOSECONDS)
                .whenCompleteAsync((_, failure) -> published(failure, answer), Thread::startVirtualThread);
        Thread.ofVirtual().name("smpp-report").start(() -> handOver(receipt, taken));
    }

    private void handOver(Receipt receipt, CompletableFuture<@Nullable Void> taken) {
        try {
            var _ = reports.accept(receipt).whenComplete((_, failure) -> {
                if (failure == null) {
                    taken.complete(null);
                } else {
                    taken.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            taken.completeExceptionally(e);
        }
    }

    private static void published(@Nullable Throwable failure, Answer answer) {
        if (failure == null) {
            answer.give(Fate.TAKEN, SmppErrors.OK);
        } else {
            answer.give(Fate.NOT_PUBLISHED, SmppErrors.TRY_LATER);
        }
    }

    /** Its dates have no time zone: that it came now is all that is known. */
    private Receipt receipt(String id, @Nullable Reason reason, @Nullable String code) {
        Instant now = clock.instant();
        return new Receipt(
                account.channel(),
                account.accountId(),
                id,
                id,
                reason == null ? ReceiptKind.DELIVERED : ReceiptKind.UNDELIVERED,
                reason,
                code,
                now,
                now);
    }
}
