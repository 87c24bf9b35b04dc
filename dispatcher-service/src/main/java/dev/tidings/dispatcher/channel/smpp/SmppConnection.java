package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.provider.ConnectedProvider;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One account's connection. */
final class SmppConnection implements ConnectedProvider.Connection {
    private final Sender sender;
    private final SmppSettings settings;
    private final PartWriter writer;
    private final Outgate gate;
    private final Duration goodByeWithin;
    private final AtomicInteger references;

    /**
     * Over what is given.
     *
     * @param reference what the first message in parts is told apart by; another for each instance
     */
    SmppConnection(Sender sender, SmppSettings settings, Outgate gate, Duration goodByeWithin, int reference) {
        this.sender = sender;
        this.settings = settings;
        this.writer = new PartWriter(settings.wording());
        this.gate = gate;
        this.goodByeWithin = goodByeWithin;
        this.references = new AtomicInteger(reference);
    }

    @Override
    public Outcome send(SendTask task, Instant deadline, Duration within) {
        if (!(task.content() instanceof TextContent(String text))) {
            return new Outcome.Rejected(Reason.INVALID_REQUEST, "a text message takes text only", null);
        }
        Letter letter = new Letter(
                task,
                writer.write(text, references.getAndIncrement()),
                sender.validity(task, gate.clock().instant()));
        Progress progress = new Progress(letter.parts().size());
        Submission submission = new Submission(gate, letter, progress, deadline, within);
        return within(within, progress, CompletableFuture.supplyAsync(submission::carry, Thread::startVirtualThread));
    }

    /** The deadline holds whatever the working thread hangs in. */
    private static Outcome within(Duration time, Progress progress, CompletableFuture<Outcome> carried) {
        try {
            return carried.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return progress.giveUp("no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return progress.giveUp("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        Semaphore window = gate.window();
        try {
            // All of it: nothing is unanswered then, and nothing new goes out.
            if (window.tryAcquire(settings.window(), goodByeWithin.toNanos(), TimeUnit.NANOSECONDS)) {
                gate.link().close();
                window.release(settings.window());
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gate.link().close();
    }
}
