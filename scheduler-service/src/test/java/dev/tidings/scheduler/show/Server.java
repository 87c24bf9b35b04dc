package dev.tidings.scheduler.show;

import dev.tidings.catalog.Catalog;
import dev.tidings.catalog.MapCatalog;
import dev.tidings.runtime.StoreHost;
import dev.tidings.scheduler.hold.HeldViews;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A web server as the scheduler runs it, on a free port, without Kafka. */
final class Server implements AutoCloseable {
    final HeldViews views;
    final Others others;
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    Server() {
        context = new SpringApplicationBuilder(Service.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--tidings.bootstrap-servers=127.0.0.1:1",
                        "--tidings.recipient-key-secret=00112233445566778899aabbccddeeff");
        views = context.getBean(HeldViews.class);
        others = context.getBean(Others.class);
        others.self = "127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    String address() {
        return others.self;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://" + address() + path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }

    /** What it is told of the instances. */
    static final class Others implements Instances {
        String self = "";
        boolean ready = true;
        List<StoreHost> all = new ArrayList<>();

        @Override
        public String self() {
            return self;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public List<StoreHost> all() {
            return all;
        }

        @Override
        public Optional<String> ownerOf(String requestId) {
            return Optional.empty();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {
        @Bean
        Catalog catalog() {
            return MapCatalog.of();
        }

        @Bean
        HeldViews views() {
            return new HeldViews();
        }

        @Bean
        Others others() {
            return new Others();
        }

        @Bean
        HttpPeers peers() {
            return new HttpPeers(Duration.ofMillis(500));
        }

        @Bean
        HoldsEndpoint endpoint(Instances instances, HeldViews views, Peers peers) {
            return new HoldsEndpoint(
                    new AllHolds(instances, new LocalHolds(views, instances), peers, Thread::startVirtualThread));
        }
    }
}
