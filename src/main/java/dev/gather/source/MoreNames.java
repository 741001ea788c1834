package dev.gather.source;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names that a whole composition knows, and a few more. It holds both sets and copies neither: every source has such
 * names, so with copies loading would take time quadratic in the number of sources.
 */
final class MoreNames extends AbstractSet<String> {
    private final Set<String> names;
    private final Set<String> more;

    MoreNames(Set<String> names, Set<String> more) {
        this.names = names;
        this.more = more;
    }

    @Override
    public boolean contains(Object name) {
        return more.contains(name) || names.contains(name);
    }

    @Override
    public Iterator<String> iterator() {
        return all().iterator();
    }

    @Override
    public int size() {
        return (int) all().count();
    }

    private Stream<String> all() {
        return Stream.concat(names.stream(), more.stream().filter(name -> !names.contains(name)));
    }
}
