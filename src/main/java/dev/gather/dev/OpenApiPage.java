package dev.gather.dev;

import dev.gather.catalog.Catalog;
import dev.gather.catalog.CompositionFolders;
import dev.gather.catalog.CompositionSources;
import dev.gather.openapi.Backends;
import dev.gather.openapi.OpenApi;
import dev.gather.openapi.Settings;
import dev.gather.source.SourceKind;
import dev.gather.web.Page;
import dev.gather.web.WebAnswer;
import dev.gather.web.WebRequest;
import io.quarkus.arc.All;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document of the compositions as they are now. */
@Singleton
@IfBuildProfile("dev")
class OpenApiPage implements Page {
    private static final Set<String> PATHS = Set.of("/openapi", "/openapi.json");

    private final Catalog catalog;
    private final CompositionSources sources;
    private final List<SourceKind> kinds;

    OpenApiPage(Catalog catalog, CompositionSources sources, @All List<SourceKind> kinds) {
        this.catalog = catalog;
        this.sources = sources;
        this.kinds = kinds;
    }

    @Override
    public boolean isAt(String path) {
        return PATHS.contains(path);
    }

    @Override
    public Uni<WebAnswer> answer(WebRequest request) {
        return catalog.compositions()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transform(compositions -> OpenApi.document(
                        sources.files(),
                        compositions,
                        new Backends(kinds, CompositionFolders.lock(sources.folders())),
                        Settings.DEFAULT))
                .onItem()
                .transform(OpenApiPage::json);
    }

    private static WebAnswer json(Map<String, @Nullable Object> document) {
        return WebAnswer.json(200, "application/json", document);
    }
}
