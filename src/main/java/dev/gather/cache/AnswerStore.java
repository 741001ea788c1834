package dev.gather.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gather.source.Fetched;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers that a process keeps, for all sources together, within a number of bytes; the least used are given up. It is used by
 * several event loops at once.
 */
@RegisterForReflection(
        classNames = {
            // Caffeine finds the classes for what is used of it by their names.
            "com.github.benmanes.caffeine.cache.SSMW",
            "com.github.benmanes.caffeine.cache.PSMW"
        })
public final class AnswerStore {
    /** The part of the whole that one answer may take. */
    private static final int SHARE = 8;

    /** Versions of resources; those whose hashes collide have one together, and end together. */
    private static final int VERSIONS = 4_096;

    private final Cache<Key, Entry> entries;
    private final long mostPerEntry;
    private final AtomicLong sources = new AtomicLong();
    private final AtomicIntegerArray versions = new AtomicIntegerArray(VERSIONS);

    /**
     * What an answer is found by.
     *
     * @param source the number of its source
     * @param request the key of its request among those of the source
     */
    public record Key(long source, String request) implements Comparable<Key> {
        /** An order keeps keys fast whose hashes a caller lets collide. */
        @Override
        public int compareTo(Key other) {
            int sources = Long.compare(source, other.source);
            return sources == 0 ? request.compareTo(other.request) : sources;
        }

        private long size() {
            return 2L * request.length();
        }
    }

    /** @param bytes the memory that all answers may take, by an estimate; more than 0 */
    public AnswerStore(long bytes) {
        this.mostPerEntry = Math.min(bytes / SHARE, Integer.MAX_VALUE);
        this.entries = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, Entry entry) -> (int) Math.min(Integer.MAX_VALUE, size(key, entry)))
                // Without a thread pool: what is over is given up at once, by whoever puts an answer in.
                .executor(Runnable::run)
                .build();
    }

    private static long size(Key key, Entry entry) {
        return key.size() + entry.answer().size();
    }

    /** A number that no other source has. A composition that is loaded again has other sources. */
    public long newSource() {
        return sources.incrementAndGet();
    }

    /**
     * The answer that is kept; empty if there is none, or its resource has changed since it was asked for.
     *
     * @param resource what it is about; empty if that has no name
     */
    public Optional<Entry> find(Key key, Optional<String> resource) {
        return Optional.ofNullable(entries.getIfPresent(key)).filter(entry -> entry.version() == version(resource));
    }

    /** Whether an answer is too large to be kept, as far as its bytes tell, so that nothing need be made of it. */
    public boolean isTooLarge(Fetched fetched) {
        return fetched.unit().equals("bytes") && fetched.amount() > mostPerEntry;
    }

    /** Keeps an answer in place of the one before, unless it is too large. */
    public void put(Key key, Entry entry) {
        if (size(key, entry) > mostPerEntry) {
            entries.invalidate(key);
        } else {
            entries.put(key, entry);
        }
    }

    /** Gives up an answer. */
    public void remove(Key key) {
        entries.invalidate(key);
    }

    /** The version of a resource: that of an answer is the one that there was before it was asked for. */
    public int version(Optional<String> resource) {
        return resource.map(name -> versions.get(slot(name))).orElse(0);
    }

    /** What is kept about a resource is no longer given, nor what is being asked for. */
    public void changed(String resource) {
        versions.incrementAndGet(slot(resource));
    }

    private static int slot(String resource) {
        return Math.floorMod(resource.hashCode(), VERSIONS);
    }
}
