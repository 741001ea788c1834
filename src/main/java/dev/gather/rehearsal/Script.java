package dev.gather.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * The answers that a case gives in place of sources.
 *
 * @param bySource by the source's name
 * @param byRequest by the request's line, such as {@code GET carrier:/parcels/7}; these win
 */
record Script(Map<String, Answers> bySource, Map<String, Answers> byRequest) {
    /**
     * Answers to the requests of a source, or to one request.
     *
     * @param turns one for each request in turn, or for each element under {@code forEach}; each has the answers to its
     *     attempts in turn, of which the last is also that to further ones
     * @param only whether the first of them answers every request
     */
    record Answers(List<List<ScriptedAnswer>> turns, boolean only) {
        /**
         * How many of them are left over: without {@code forEach} of all in turn, else of the elements and of the attempts at each.
         *
         * @param elements how many elements there were; empty without {@code forEach}
         * @param attempts how many attempts there were at an element; at 0 without {@code forEach}
         */
        int surplus(Optional<Integer> elements, IntUnaryOperator attempts) {
            if (only) {
                return 0;
            }
            if (elements.isEmpty()) {
                int all = turns.stream().mapToInt(List::size).sum();
                return Math.max(0, all - attempts.applyAsInt(0));
            }
            int left = Math.max(0, turns.size() - elements.get());
            for (int i = 0; i < Math.min(turns.size(), elements.get()); i++) {
                // An element without a request is a null, or equal to an earlier one.
                int sent = Math.max(1, attempts.applyAsInt(i));
                left += Math.max(0, turns.get(i).size() - sent);
            }
            return left;
        }

        /** The answer to an attempt at an element, both counted from 0; empty if there is none for that element. */
        Optional<ScriptedAnswer> ofElement(int element, int attempt) {
            int turn = only ? 0 : element;
            if (turn >= turns.size()) {
                return Optional.empty();
            }
            List<ScriptedAnswer> attempts = turns.get(turn);
            return Optional.of(attempts.get(Math.min(attempt, attempts.size() - 1)));
        }

        /** The answer to an attempt without {@code forEach}, counted from 0; empty if there is none. */
        Optional<ScriptedAnswer> inTurn(int attempt) {
            return turns.stream().flatMap(List::stream).skip(only ? 0 : attempt).findFirst();
        }
    }
}
