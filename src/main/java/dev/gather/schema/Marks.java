package dev.gather.schema;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The members and elements of one value that a keyword has evaluated, for {@code unevaluatedProperties} and the like.
 */
final class Marks {
    private final Set<String> members = new HashSet<>();
    private final BitSet elements = new BitSet();

    void addMember(String name) {
        members.add(name);
    }

    void addElement(int index) {
        elements.set(index);
    }

    void addAll(Marks others) {
        members.addAll(others.members);
        elements.or(others.elements);
    }

    boolean hasMember(String name) {
        return members.contains(name);
    }

    boolean hasElement(int index) {
        return elements.get(index);
    }
}
