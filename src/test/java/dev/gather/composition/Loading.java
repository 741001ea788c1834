package dev.gather.composition;

import dev.gather.source.Call;
import dev.gather.source.Cost;
import dev.gather.source.Fetch;
import dev.gather.source.FetchStack;
import dev.gather.source.SourceYaml;
import dev.gather.yaml.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Loads compositions that have no sources. */
final class Loading {
    private Loading() {}

    static Compositions load(List<CompositionFile> files) {
        return new CompositionLoader(List.of(), new NoStack(), true).load(files);
    }

    private static final class NoStack implements FetchStack {
        @Override
        public Set<String> keys() {
            return Set.of();
        }

        @Override
        public Fetch resolve(SourceYaml source, Optional<Call> call, Problems problems) {
            return (request, attempt) -> request.send(attempt);
        }

        @Override
        public Cost cost(SourceYaml source, Optional<Call> call) {
            return Cost.ONE;
        }
    }
}
