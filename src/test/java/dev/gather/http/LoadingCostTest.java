package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.Allocation;
import dev.gather.composition.CompositionFile;
import dev.gather.composition.CompositionLoader;
import dev.gather.config.GatherConfig;
import dev.gather.fetch.Layers;
import dev.gather.time.ManualClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What loading costs, counted in allocated bytes: each fresh page of memory is a page fault while the function starts. */
class LoadingCostTest {
    /** Half as much again as it takes; four times as much before names were shared and plain paths read directly. */
    private static final long MOST_BYTES = 40_000;

    @Test
    void costsEachSourceLittle() {
        long bytes = bytesPerSource(200);
        assertTrue(bytes <= MOST_BYTES, () -> bytes + " bytes for each source");
    }

    @Test
    void costsEachSourceTheSameHoweverManyThereAre() {
        long few = bytesPerSource(50);
        long many = bytesPerSource(500);
        assertTrue(many <= few * 5 / 4, () -> few + " bytes for each of 50 sources, and " + many + " for each of 500");
    }

    private static long bytesPerSource(int sources) {
        CompositionLoader loader = loader();
        List<CompositionFile> files = List.of(new CompositionFile("many", "many.yaml", yaml(sources)));
        var first = loader.load(files);
        assertTrue(first.find("many").isPresent());
        return Allocation.once(() -> assertTrue(loader.load(files).find("many").isPresent())) / sources;
    }

    private static CompositionLoader loader() {
        GatherConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatherConfig.class)
                .withDefaultValue("gather.upstreams.shop.url", "http://127.0.0.1:1")
                .build()
                .getConfigMapping(GatherConfig.class);
        return new CompositionLoader(
                List.of(new HttpKind(HttpLoading.upstreams(config))), new Layers(config, new ManualClock()), true);
    }

    private static String yaml(int sources) {
        StringBuilder yaml = new StringBuilder("sources:\n");
        StringBuilder output = new StringBuilder("output:\n");
        for (int i = 0; i < sources; i++) {
            yaml.append("  item")
                    .append(i)
                    .append(":\n    http: GET shop:/items/")
                    .append(i);
            yaml.append("?customer={% $input.customer %}\n");
            output.append("  item").append(i).append(": '{% $item").append(i).append(" %}'\n");
        }
        return yaml.append(output).toString();
    }
}
