package dev.gather.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the expressions that are the whole list of an IN, as in {@code id NOT IN ({% $ids %})}, and how many values the left side
 * has: two in {@code (a, b) IN ({% $pairs %})}. It looks at words alone.
 */
final class InLists {
    /** Words before a parenthesis that is not the arguments of a function. */
    private static final Set<String> BEFORE_ROW = Set.of(
            "ROW",
            "WHERE",
            "AND",
            "OR",
            "XOR",
            "NOT",
            "ON",
            "HAVING",
            "SELECT",
            "DISTINCT",
            "ALL",
            "WHEN",
            "THEN",
            "ELSE",
            "CASE",
            "BY");

    /** Words after a parenthesis that start a query. */
    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE");

    /** An open parenthesis. */
    private static final class Parenthesis {
        /** Whether it may be a row of values. */
        private boolean row;

        /** How many words and parentheses it contains, without what those contain. */
        private int words;

        private int commas;

        Parenthesis(boolean row) {
            this.row = row;
        }
    }

    private final Map<Integer, Integer> widths = new HashMap<>();
    private final Deque<Parenthesis> open = new ArrayDeque<>();
    private String previous = "";
    private int expressions;

    /** The width of the last operand: of the parenthesis that has just ended, else 1. */
    private int operandWidth = 1;

    /** The width of the left side of an IN whose parenthesis has just started; else 0. */
    private int starting;

    /** The expression that follows the start of a list, until it is known whether the list ends after it; -1 if there is none. */
    private int candidate = -1;

    private int candidateWidth = 1;

    /** Looks at the next word or character, in upper case. */
    void see(String word) {
        if (candidate >= 0 && word.equals(")")) {
            widths.put(candidate, candidateWidth);
        }
        candidate = -1;
        starting = 0;
        int width = 1;
        if (!word.equals(")")) {
            count();
        }
        switch (word) {
            case "(" -> open();
            case ")" -> width = close();
            case "," -> open.stream().findFirst().ifPresent(inner -> inner.commas++);
            case "IN", "NOT" -> width = operandWidth;
            default -> {
                if (previous.equals("(") && QUERIES.contains(word)) {
                    open.element().row = false;
                }
            }
        }
        operandWidth = width;
        previous = word;
    }

    private void count() {
        open.stream().findFirst().ifPresent(inner -> inner.words++);
    }

    private void open() {
        starting = previous.equals("IN") ? operandWidth : 0;
        open.push(new Parenthesis(!isName(previous) || BEFORE_ROW.contains(previous)));
    }

    private int close() {
        Parenthesis closed = open.poll();
        if (closed == null || !closed.row) {
            return 1;
        }
        boolean aroundAnother = closed.words == 1 && previous.equals(")");
        return aroundAnother ? operandWidth : closed.commas + 1;
    }

    private static boolean isName(String word) {
        char last = word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
        return Character.isLetterOrDigit(last) || last == '_' || last == '$' || last == '`';
    }

    /** The next expression. */
    void expression() {
        candidate = starting > 0 ? expressions : -1;
        candidateWidth = starting;
        starting = 0;
        operandWidth = 1;
        previous = "";
        count();
        expressions++;
    }

    /** For the expressions that are the whole list of an IN, by their indexes: how many values the left side has. */
    Map<Integer, Integer> widths() {
        return Map.copyOf(widths);
    }
}
