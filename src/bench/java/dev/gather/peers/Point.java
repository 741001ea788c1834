package dev.gather.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One job under one set of conditions.
 *
 * @param size of the job: documents, rows, KiB or steps
 * @param delay of each answer of the upstream, in milliseconds
 * @param percent of a CPU that the function may use; 0 for a whole one without a quota
 * @param concurrency how many invocations the function takes at once
 * @param compositions how many Gather finds in its folder; without any, nothing is invoked
 */
record Point(Job job, int size, int delay, int percent, int concurrency, int compositions) {
    /** How many compositions a folder has that holds one of each job, and two of the demo's. */
    static final int ALL_COMPOSITIONS = Job.values().length + 2;

    private static final Path DEMO = Path.of("src", "main", "resources", "demo", "compositions");

    static Point of(Job job, int size) {
        return new Point(job, size, 0, 0, 1, 1);
    }

    Point withDelay(int millis) {
        return new Point(job, size, millis, percent, concurrency, compositions);
    }

    Point withPercent(int share) {
        return new Point(job, size, delay, share, concurrency, compositions);
    }

    Point withConcurrency(int invocations) {
        return new Point(job, size, delay, percent, invocations, compositions);
    }

    Point withCompositions(int count) {
        return new Point(job, size, delay, percent, concurrency, count);
    }

    boolean invokes() {
        return compositions > 0;
    }

    /** Writes Gather's compositions to a folder of their own. */
    Path compositionsIn(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, "compositions");
        if (compositions == 1) {
            job.writeTo(folder, size);
        } else if (compositions == ALL_COMPOSITIONS) {
            for (Job each : Job.values()) {
                each.writeTo(folder, 10);
            }
            for (String name : List.of("customer-overview.yaml", "data-and-rows.yaml")) {
                Files.copy(DEMO.resolve(name), folder.resolve(name));
            }
        }
        return folder;
    }
}
