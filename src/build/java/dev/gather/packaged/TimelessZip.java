package dev.gather.packaged;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Writes {@code target/function.zip} anew: its files in the order of their names, each with the time that it is told. */
public final class TimelessZip {
    private TimelessZip() {}

    /** Takes the time, as in {@code 2026-01-01T00:00:00Z}. */
    public static void main(String[] arguments) throws IOException {
        Path zip = Path.of("target", "function.zip");
        Path written = Path.of("target", "function.zip.new");
        try (ZipFile content = ZipFile.builder().setPath(zip).get();
                ZipArchiveOutputStream target = new ZipArchiveOutputStream(written)) {
            for (ZipArchiveEntry file : files(content)) {
                copy(content, file, Instant.parse(arguments[0]), target);
            }
        }
        Files.move(written, zip, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<ZipArchiveEntry> files(ZipFile content) {
        return Collections.list(content.getEntries()).stream()
                .filter(entry -> !entry.isDirectory())
                .sorted(Comparator.comparing(ZipArchiveEntry::getName))
                .toList();
    }

    private static void copy(ZipFile content, ZipArchiveEntry file, Instant time, ZipArchiveOutputStream target)
            throws IOException {
        ZipArchiveEntry copied = new ZipArchiveEntry(file.getName());
        // Zip files have local times: this one is the same everywhere.
        copied.setTime(LocalDateTime.ofInstant(time, ZoneOffset.UTC)
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .toEpochMilli());
        copied.setUnixMode(file.getUnixMode());
        target.putArchiveEntry(copied);
        try (InputStream bytes = content.getInputStream(file)) {
            bytes.transferTo(target);
        }
        target.closeArchiveEntry();
    }
}
