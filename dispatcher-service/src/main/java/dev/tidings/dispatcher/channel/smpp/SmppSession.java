package dev.tidings.dispatcher.channel.smpp;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.PDUComposer;

/**
 * What goes over one connection: asks, and matches the answers; answers what it is asked, and asks by itself whether the other
 * side is still there. Ends with the connection, and whoever waits for an answer then is told at once.
 */
final class SmppSession implements AutoCloseable {
    static final PDUComposer COMPOSER = new DefaultComposer();

    /** Nobody has to wait for longer to write: the other side has ceased to read by then. */
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(10);

    private final Wire wire;
    private final Reports incoming;
    private final SmppTimes times;
    private final ReentrantLock writing = new ReentrantLock();
    private final ConcurrentMap<Integer, CompletableFuture<Pdu>> unanswered = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Takes what the other side delivers. */
    @FunctionalInterface
    interface Reports {
        /** Does not block. */
        void delivered(Pdu pdu, SmppSession session);
    }

    /** Writes a PDU under a number. */
    @FunctionalInterface
    interface Question {
        byte[] under(int number) throws PDUStringException;
    }

    private SmppSession(Wire wire, Reports incoming, SmppTimes times) {
        this.wire = wire;
        this.incoming = incoming;
        this.times = times;
    }

    /** Over a connection that stands. Nothing is bound yet. */
    static SmppSession over(Wire wire, Reports incoming, SmppTimes times) {
        SmppSession session = new SmppSession(wire, incoming, times);
        Thread.ofVirtual().name("smpp-read").start(session::read);
        return session;
    }

    /** Asks from now on, time and again, whether the other side is there. */
    void keepAlive() {
        Thread.ofVirtual().name("smpp-enquire").start(this::enquire);
    }

    /** Whether it ends within this time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        try {
            ended.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes the end exceptionally", e);
        }
    }

    /**
     * Asks.
     *
     * @param mayBegin is asked right before the first byte is written
     * @return empty where nothing was written; else what completes with the answer, or fails where there is none in time
     */
    Optional<CompletableFuture<Pdu>> ask(Question question, BooleanSupplier mayBegin, Duration within)
            throws PDUStringException {
        int number = numbers.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
        byte[] bytes = question.under(number);
        CompletableFuture<Pdu> answer = new CompletableFuture<>();
        unanswered.put(number, answer);
        if (!write(bytes, mayBegin)) {
            unanswered.remove(number);
            return Optional.empty();
        }
        return Optional.of(answer.orTimeout(within.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((_, _) -> unanswered.remove(number)));
    }

    /** Answers, if that is still possible. */
    void answer(byte[] bytes) {
        write(bytes, () -> true);
    }

    /** Whether the first byte of it may have left. */
    private boolean write(byte[] bytes, BooleanSupplier mayBegin) {
        if (!lock()) {
            end();
            return false;
        }
        boolean begun = false;
        try {
            // Asked after the answer was put down: what ends the session finds it, or is found.
            begun = !ended.isDone() && mayBegin.getAsBoolean();
            if (begun) {
                wire.socket().getOutputStream().write(bytes);
            }
        } catch (IOException e) {
            end();
        } finally {
            writing.unlock();
        }
        return begun;
    }

    private boolean lock() {
        try {
            return writing.tryLock(WRITE_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void read() {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(wire.socket().getInputStream()))) {
            while (!ended.isDone()) {
                take(Pdu.read(in));
            }
        } catch (IOException e) {
            // It is over, or so broken that it has to be.
        } finally {
            end();
        }
    }

    private void take(Pdu pdu) {
        if (pdu.isAnswer()) {
            CompletableFuture<Pdu> asked = unanswered.remove(pdu.number());
            if (asked != null) {
                asked.complete(pdu);
            }
            return;
        }
        switch (pdu.command()) {
            case SMPPConstant.CID_ENQUIRE_LINK -> answer(COMPOSER.enquireLinkResp(pdu.number()));
            case SMPPConstant.CID_DELIVER_SM -> incoming.delivered(pdu, this);
            case SMPPConstant.CID_UNBIND -> {
                answer(COMPOSER.unbindResp(SmppErrors.OK, pdu.number()));
                end();
            }
            // Knows no answer.
            case SMPPConstant.CID_ALERT_NOTIFICATION, SMPPConstant.CID_OUTBIND -> {}
            default -> answer(COMPOSER.genericNack(SmppErrors.INVALID_COMMAND, pdu.number()));
        }
    }

    private void enquire() {
        try {
            while (!endsWithin(times.enquireEvery())) {
                Optional<CompletableFuture<Pdu>> answer = ask(COMPOSER::enquireLink, () -> true, times.answerWithin());
                if (answer.isPresent()) {
                    answer.get().get();
                }
            }
        } catch (ExecutionException | PDUStringException e) {
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        }
    }

    private void end() {
        ended.complete(null);
        wire.close();
        unanswered.values().forEach(waiting -> waiting.completeExceptionally(new IOException("the session ended")));
    }

    /** Says good-bye, waits a little for the same, and ends. */
    @Override
    public void close() {
        try {
            Optional<CompletableFuture<Pdu>> answer = ask(COMPOSER::unbind, () -> true, times.goodByeWithin());
            if (answer.isPresent()) {
                answer.get().get();
            }
        } catch (ExecutionException | PDUStringException e) {
            // Then without one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }
}
