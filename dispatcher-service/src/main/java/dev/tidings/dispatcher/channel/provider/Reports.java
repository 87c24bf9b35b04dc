package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.Receipt;
import java.util.concurrent.CompletableFuture;

/** Where a connection puts what its provider reports. */
@FunctionalInterface
public interface Reports {
    /** Completes when Kafka has it, and fails where it could not take it: acknowledge only after the former. */
    CompletableFuture<Void> accept(Receipt receipt);
}
