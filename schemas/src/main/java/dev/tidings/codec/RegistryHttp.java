package dev.tidings.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call to the registry, bounded in time as a whole, body included, and in the size of its answer. */
final class RegistryHttp implements AutoCloseable {
    /**
     * What came back.
     *
     * @param body empty where there was none
     */
    // Never compared and never shared: an array is as good as a list of bytes.
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, byte[] body) {}

    private final HttpClient client;
    private final Duration timeout;

    RegistryHttp(Duration connectTimeout, Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    /**
     * Sends and waits.
     *
     * @throws IOException where the answer is too large: the registry is there, but this answer is of no use
     * @throws SchemaRegistryUnavailableException where there is no answer in time
     */
    Answer send(HttpRequest.Builder request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> call =
                client.sendAsync(request.timeout(timeout).build(), _ -> new CappedBody());
        try {
            // The client's own time-out ends with the headers.
            HttpResponse<byte[]> response = call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), response.body());
        } catch (ExecutionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof TooLargeException tooLarge) {
                    throw tooLarge;
                }
            }
            throw new SchemaRegistryUnavailableException("the schema registry does not answer", e);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw new SchemaRegistryUnavailableException("the schema registry does not answer in time", e);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new SchemaRegistryUnavailableException("interrupted while the schema registry was asked", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static final class TooLargeException extends IOException {
        TooLargeException() {
            super("the registry's answer is too large");
        }
    }

    /** Collects the body, and breaks the connection off when it grows too large. */
    private static final class CappedBody implements HttpResponse.BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                if (bytes.size() + buffer.remaining() > ConfluentRegistryClient.MAX_ANSWER_BYTES) {
                    if (subscription != null) {
                        subscription.cancel();
                    }
                    result.completeExceptionally(new TooLargeException());
                    return;
                }
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                bytes.writeBytes(part);
            }
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            result.complete(bytes.toByteArray());
        }
    }
}
