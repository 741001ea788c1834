package dev.gather.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How busy the CPU has been that is not the function's, by the kernel's count of ticks.
 *
 * @param idle ticks without work
 * @param all ticks
 */
record OtherCpu(long idle, long all) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final String LINE = "cpu1 ";
    private static final int IDLE = 3;
    private static final int WAITING = 4;

    static OtherCpu now() throws IOException {
        String line = Files.readAllLines(STAT).stream()
                .filter(each -> each.startsWith(LINE))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no second CPU"));
        long[] ticks = Arrays.stream(line.substring(LINE.length()).trim().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return new OtherCpu(ticks[IDLE] + ticks[WAITING], Arrays.stream(ticks).sum());
    }

    /** In percent, since an earlier count. */
    double loadSince(OtherCpu earlier) {
        long ticks = all - earlier.all;
        return ticks == 0 ? 0 : 100.0 * (ticks - (idle - earlier.idle)) / ticks;
    }
}
