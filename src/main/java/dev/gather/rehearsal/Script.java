package dev.gather.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
