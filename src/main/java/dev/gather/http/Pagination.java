package dev.gather.http;

import dev.gather.expression.JsonTemplate;
import java.util.Optional;

/**
 * How the answers to a call go on, page after page: {@code paginate} of its source.
 *
 * @param next where the next page is
 * @param items makes the elements from a page; without it, its body is their list
 * @param pages the most pages; if there are more, the source fails
 * @param maxItems the most elements that are wanted
 */
record Pagination(Next next, Optional<JsonTemplate> items, int pages, int maxItems) {
    /** Where the next page is. */
    sealed interface Next {}

    /**
     * In the header {@code Link} of RFC 8288.
     *
     * @param relation the relation type of the link, such as {@code next}
     */
    record Linked(String relation) implements Next {}

    /**
     * What an expression comes to: a URL, a mapping of query parameters, or nothing after the last page.
     *
     * @param value the expression, or a mapping with expressions
     */
    record Evaluated(JsonTemplate value) implements Next {}
}
