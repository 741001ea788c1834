package dev.gather.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What names select in an expression: {@code $customer.address.city} of a variable's value, and {@code status} in
 * {@code $orders[status = "open"]} of each element of one.
 *
 * @param variable the variable, without its dollar sign
 * @param each the names that lead from the variable to the elements, of which the path starts; empty if it starts at the variable
 * @param path the names, each with its place in the expression
 */
public record Selection(String variable, Optional<List<Reference>> each, List<Reference> path) {
    static Selection of(String variable) {
        return new Selection(variable, Optional.empty(), List.of());
    }

    /** What a member is of its variable. */
    public static Selection of(Member member) {
        return new Selection(member.variable(), Optional.empty(), member.path());
    }

    /** What a name selects of this. */
    Selection with(Reference name) {
        List<Reference> longer = new ArrayList<>(path);
        longer.add(name);
        return new Selection(variable, each, List.copyOf(longer));
    }

    /** Each element of this; where lists are within lists, it makes no difference of how many. */
    Selection elements() {
        List<Reference> all = new ArrayList<>(each.orElse(List.of()));
        all.addAll(path);
        return new Selection(variable, Optional.of(List.copyOf(all)), List.of());
    }

    /** It as an expression: {@code $orders.status}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("$").append(variable);
        each.ifPresent(names -> names.forEach(name -> text.append('.').append(name.name())));
        path.forEach(name -> text.append('.').append(name.name()));
        return text.toString();
    }
}
