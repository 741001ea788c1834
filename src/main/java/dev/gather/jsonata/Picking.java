package dev.gather.jsonata;

import dev.gather.json.CompactObject;
import dev.gather.json.Names;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an object one with some of its members, under names of its own, as <code>{"number": id, "amount": price}</code> does. No
 * value is looked at, so that those of a row need not be read.
 */
final class Picking {
    private final List<String> names;
    private final List<String> members;

    /** For the objects that came last, as most have the same names. Immutable, so that event loops may share it. */
    private @Nullable Choice latest;

    /**
     * What is picked of objects that share their names.
     *
     * @param from their names
     * @param names the names of what is picked
     * @param members their indexes
     */
    @SuppressWarnings("ArrayRecordComponent") // choices are not compared
    private record Choice(Names from, Names names, int[] members) {}

    private Picking(List<String> names, List<String> members) {
        this.names = names;
        this.members = members;
    }

    /**
     * The picking that an object constructor is; null if a value is more than a member.
     *
     * @param names the keys
     * @param values what makes their values
     */
    static @Nullable Picking of(List<String> names, List<Node> values) {
        List<String> members =
                values.stream().map(Picking::member).filter(Objects::nonNull).toList();
        return members.size() == names.size() ? new Picking(names, members) : null;
    }

    private static @Nullable String member(Node value) {
        Leaves.Name name = value instanceof Path path ? path.onlyName() : null;
        if (value instanceof Leaves.Name alone) {
            name = alone;
        }
        return name == null ? null : name.name();
    }

    /** What it makes of an object; members that this does not have are left out. */
    CompactObject of(CompactObject object) {
        Choice choice = latest;
        if (choice == null || choice.from() != object.names()) {
            choice = choice(object.names());
            latest = choice;
        }
        return object.picked(choice.names(), choice.members());
    }

    private Choice choice(Names from) {
        int[] known = IntStream.range(0, members.size())
                .filter(i -> from.indexOf(members.get(i)) >= 0)
                .toArray();
        List<String> picked = IntStream.of(known).mapToObj(names::get).toList();
        int[] indexes =
                IntStream.of(known).map(i -> from.indexOf(members.get(i))).toArray();
        return new Choice(from, Names.of(picked), indexes);
    }
}
