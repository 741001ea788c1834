package dev.gather.source;

import java.util.Set;

/** The variables that Gather itself defines; a source cannot have their names. */
public final class ReservedVariables {
    /** The validated parameters of the call. */
    public static final String INPUT = "input";
    /** The incoming request: method, path, headers, claims. */
    public static final String REQUEST = "request";
    /** The current element of {@code forEach}. */
    public static final String ITEM = "item";
    /** The index of the current element of {@code forEach}, from 0. */
    public static final String INDEX = "index";
    /** The source's failure, in its fallback. */
    public static final String ERROR = "error";
    /** What the source was answered, in its {@code require} and {@code value}. */
    public static final String VALUE = "value";
    /** The HTTP status of what the source was answered, in the same places. */
    public static final String STATUS = "status";
    /** The headers of what the source was answered, in the same places. */
    public static final String HEADERS = "headers";

    public static final Set<String> ALL = Set.of(INPUT, REQUEST, ITEM, INDEX, ERROR);

    /** The variables about an answer. A source may have such a name, and then cannot be used in these places. */
    public static final Set<String> OF_AN_ANSWER = Set.of(VALUE, STATUS, HEADERS);

    /** The body of a page, in the expressions of {@code paginate}. */
    public static final String BODY = "body";

    /** The variables about a page. A source may have such a name, and then cannot be used in {@code paginate}. */
    public static final Set<String> OF_A_PAGE = Set.of(BODY, HEADERS);

    /** The elements that a request of {@code forEach} with {@code batch} is for. */
    public static final String ITEMS = "items";
    /** An element of the answer to such a request, in {@code match}. */
    public static final String ANSWER = "answer";

    /** The variables about a batch. A source may have such a name, and then cannot be used in one with {@code batch}. */
    public static final Set<String> OF_A_BATCH = Set.of(ITEMS, ANSWER);

    private ReservedVariables() {}
}
