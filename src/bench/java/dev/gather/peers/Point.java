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
 * @param megabytes of the function, which Lambda gives CPU in proportion; 0 for a whole one without a quota
 * @param concurrency how many invocations the function takes at once
 * @param compositions how many Gather finds in its folder; without any, nothing is invoked
 */
record Point(Job job, int size, int delay, int megabytes, int concurrency, int compositions) {
    /** How many compositions a folder has that holds one of each job, and two of the demo's. */
    static final int ALL_COMPOSITIONS = Job.values().length + 2;

    /** The megabytes with which Lambda gives a function one CPU. */
    static final int WHOLE_CPU = 1769;

    private static final Path DEMO = Path.of("src", "main", "resources", "demo", "compositions");

    static Point of(Job job, int size) {
        return new Point(job, size, 0, 0, 1, 1);
    }

    Point withDelay(int millis) {
        return new Point(job, size, millis, megabytes, concurrency, compositions);
    }

    Point withMemory(int memory) {
        return new Point(job, size, delay, memory, concurrency, compositions);
    }

    Point withConcurrency(int invocations) {
        return new Point(job, size, delay, megabytes, invocations, compositions);
    }

    Point withCompositions(int count) {
        return new Point(job, size, delay, megabytes, concurrency, count);
    }

    /** The part of a CPU that the function may use; 0 for a whole one without a quota. */
    double share() {
        return (double) megabytes / WHOLE_CPU;
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
