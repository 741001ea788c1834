package dev.gather.openapi;

import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.lock.Lock;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceKind;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Makes OpenAPI documents of compositions. */
@Singleton
public class Documents {
    @Inject
    @All
    List<SourceKind> kinds;

    @Inject
    FetchStack stack;

    /** The document of all routes of these files. */
    public Map<String, Object> of(List<CompositionFile> files, Lock lock, Settings settings) {
        return OpenApi.document(
                files, new CompositionLoader(kinds, stack, true).load(files), new Backends(kinds, lock), settings);
    }
}
