package dev.gather.source;

import java.util.List;
import java.util.Optional;

/** What is to know of a request that is answered page after page. */
public interface Paged {
    /** The most pages; if there are more, the source fails. */
    int pages();

    /** The most elements that are wanted: no further page is asked for, and what is over is left out. */
    int maxItems();

    /**
     * The elements of an answer.
     *
     * @throws dev.gather.failure.Failure if the answer is no page
     * @throws dev.gather.evaluation.EvaluationException if an expression cannot be evaluated
     */
    List<?> items(Fetched page);

    /**
     * The request for the page after an answer, which is paged, too; empty after the last page.
     *
     * @throws dev.gather.failure.Failure if that page must not be asked for
     * @throws dev.gather.evaluation.EvaluationException if an expression cannot be evaluated
     */
    Optional<Request> next(Fetched page);
}
