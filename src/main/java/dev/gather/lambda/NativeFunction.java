package dev.gather.lambda;

import dev.gather.config.Concurrency;
import dev.gather.config.GatherConfig;
import dev.gather.execution.CallContext;
import dev.gather.logging.LoggedCall;
import dev.gather.runtime.Answer;
import dev.gather.runtime.Function;
import dev.gather.runtime.Invocation;
import dev.gather.runtime.RuntimeApi;
import dev.gather.runtime.RuntimeClient;
import dev.gather.source.Warming;
import dev.gather.time.Clock;
import dev.gather.time.EventLoop;
import dev.gather.time.Reserve;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaApi;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * The function as a native executable: as soon as the compositions are loaded, Gather's own client of the runtime API asks
 * for events.
 */
@ApplicationScoped
class NativeFunction implements Function {
    private static final Logger LOG = Logger.getLogger(NativeFunction.class);

    /** After {@link Start} and all others. */
    private static final int LAST = 10_000;

    private final EventDoor door;
    private final RuntimeClient.Platform platform;
    private Optional<RuntimeClient> client = Optional.empty();

    NativeFunction(EventDoor door, RuntimeClient.Platform platform) {
        this.door = door;
        this.platform = platform;
    }

    @Produces
    @Singleton
    static RuntimeClient.Platform platform(
            Vertx vertx, EventLoop loop, Clock clock, Reserve reserve, GatherConfig config) {
        return new RuntimeClient.Platform(vertx, loop, clock, reserve, config.timeout(), () -> Runtime.getRuntime()
                .halt(1));
    }

    void start(@Observes @Priority(LAST) StartupEvent event, GatherConfig config, Instance<Warming> parts) {
        if (OwnClient.IN_USE && !config.command()) {
            client = Optional.of(new RuntimeClient(runtimeApi(), this, platform));
            client.get().start(Concurrency.atOnce());
            parts.forEach(Warming::warm);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (client.isPresent()) {
            client.get().finish();
        }
    }

    /** Lambda's, or that of Quarkus' tests, which wait for a line of the log. */
    private static RuntimeApi runtimeApi() {
        Optional<String> ofTests = ConfigProvider.getConfig()
                .getOptionalValue(AmazonLambdaApi.QUARKUS_INTERNAL_AWS_LAMBDA_TEST_API, String.class);
        ofTests.ifPresent(address -> LOG.infof("Listening on: http://%s", address));
        return ofTests.or(() -> Optional.ofNullable(System.getenv("AWS_LAMBDA_RUNTIME_API")))
                .map(RuntimeApi::at)
                .orElseThrow(() -> new IllegalStateException("this is a function for AWS Lambda, or for its runtime "
                        + "emulator: AWS_LAMBDA_RUNTIME_API does not say where the runtime API is"));
    }

    @Override
    public Task task(Invocation invocation) {
        CallContext call = new CallContext(
                invocation.cutOff(),
                invocation.tenantId(),
                invocation.traceId(),
                invocation.clientContext(),
                LoggedCall.ofInvocation(invocation.requestId(), invocation.traceId(), ColdStart.isFirst()));
        return new EventTask(door, new Event(invocation.event()), call);
    }

    /** Answers one event. */
    private record EventTask(EventDoor door, Event event, CallContext call) implements Task {
        @Override
        public Uni<Answer> answer() {
            return door.handle(event, call).onItem().transform(Answer::of);
        }

        @Override
        public Answer failed(Throwable thrown) {
            try {
                return Answer.of(EventDoor.failed(event, thrown, call));
            } catch (FunctionError error) {
                return error.described();
            }
        }
    }
}
