package dev.gather.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Linux has counted of a process since its start, from {@code /proc}. Threads that have ended are missing from the
 * processor time and the switches.
 *
 * @param cpuNanos processor time, by the scheduler's account
 * @param pageFaults minor and major
 * @param switches how often a thread gave up the processor by itself, to wait
 * @param reads system calls that read, from files, pipes and sockets
 * @param writes system calls that write
 * @param peakKibibytes the most memory that was resident
 */
public record ProcessCounters(
        long cpuNanos, long pageFaults, long switches, long reads, long writes, long peakKibibytes) {
    private static final int MINOR_FAULTS = 7; // of /proc/<pid>/stat, counted from what follows the program's name
    private static final int MAJOR_FAULTS = 9;

    /**
     * Reads the counters of a running process.
     *
     * @throws IOException if it has ended, or belongs to another user
     */
    public static ProcessCounters of(long pid) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        String stat = Files.readString(process.resolve("stat"));
        String[] numbers = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long cpu = 0;
        long switches = 0;
        for (Path thread : threads(process)) {
            try {
                cpu += Long.parseLong(
                        Files.readString(thread.resolve("schedstat")).split(" ")[0]);
                switches += number(thread.resolve("status"), "voluntary_ctxt_switches:");
            } catch (NoSuchFileException ended) {
                // Between the listing and the reading; ended threads are not counted.
            }
        }
        return new ProcessCounters(
                cpu,
                Long.parseLong(numbers[MINOR_FAULTS]) + Long.parseLong(numbers[MAJOR_FAULTS]),
                switches,
                number(process.resolve("io"), "syscr:"),
                number(process.resolve("io"), "syscw:"),
                number(process.resolve("status"), "VmHWM:"));
    }

    /** What was counted after an earlier reading; the peak is of all the time. */
    public ProcessCounters since(ProcessCounters earlier) {
        return new ProcessCounters(
                cpuNanos - earlier.cpuNanos,
                pageFaults - earlier.pageFaults,
                switches - earlier.switches,
                reads - earlier.reads,
                writes - earlier.writes,
                peakKibibytes);
    }

    private static List<Path> threads(Path process) throws IOException {
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            return threads.toList();
        }
    }

    private static long number(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IOException(file + " has no " + name));
    }
}
