package dev.gather.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds what the places of a statement's expressions take, and those that are a whole element of ORDER BY, GROUP BY or
 * PARTITION BY, where they do nothing. It looks at words alone.
 */
final class ExpressionPlaces {
    private static final Set<String> SORTING = Set.of("ORDER", "GROUP", "PARTITION");
    /** For MySQL also the name of a column, so that a comma after it goes on with a list of them. */
    private static final String OFFSET = "OFFSET";

    private static final Set<String> COUNTING = Set.of("LIMIT", OFFSET);

    /** What may follow an element that is complete. Anything else, such as an operator, goes on with it. */
    private static final Set<String> AFTER_ELEMENT = Set.of(
            ",",
            ")",
            "ASC",
            "DESC",
            "LIMIT",
            "OFFSET",
            "HAVING",
            "ORDER",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "ROWS",
            "RANGE",
            "GROUPS",
            "WITH",
            "WINDOW",
            "FETCH",
            "FOR",
            "SEPARATOR",
            "");

    private final Set<Integer> counts = new HashSet<>();
    private final InLists lists = new InLists();
    private int expressions;
    private String previous = "";
    private int depth;
    private boolean counting;
    /** The depth of the parentheses around the list of elements; -1 outside of such a list. */
    private int listDepth = -1;

    private boolean elementStarts;
    /** The offset of an expression that starts an element, until it is known what follows; -1 if there is none. */
    private int candidate = -1;

    private int sorting = -1;

    /** Looks at the next word or character, in upper case. */
    void see(String word) {
        if (candidate >= 0 && sorting < 0 && AFTER_ELEMENT.contains(word)) {
            sorting = candidate;
        }
        candidate = -1;
        depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
        if (word.equals("BY") && SORTING.contains(previous)) {
            listDepth = depth;
            elementStarts = true;
        } else {
            boolean ends = depth < listDepth || (depth == listDepth && COUNTING.contains(word));
            listDepth = ends ? -1 : listDepth;
            elementStarts = word.equals(",") && depth == listDepth;
        }
        counting = COUNTING.contains(word) || (counting && word.equals(",") && !previous.equals(OFFSET));
        previous = word;
        lists.see(word);
    }

    /** The next expression. */
    void expression(int offset) {
        if (elementStarts) {
            candidate = offset;
        }
        if (counting) {
            counts.add(expressions);
        }
        elementStarts = false;
        expressions++;
        previous = "";
        lists.expression();
    }

    /** The statement ends. */
    void end() {
        see("");
    }

    /** The places of the expressions, in their order. */
    List<ExpressionPlace> all() {
        Map<Integer, Integer> widths = lists.widths();
        return IntStream.range(0, expressions)
                .mapToObj(index -> {
                    Integer width = widths.get(index);
                    return counts.contains(index)
                            ? ExpressionPlace.COUNT
                            : width == null ? ExpressionPlace.VALUE : ExpressionPlace.list(width);
                })
                .toList();
    }

    /** The offset of the first expression that sorts or groups by a value. */
    Optional<Integer> sorting() {
        return sorting < 0 ? Optional.empty() : Optional.of(sorting);
    }
}
