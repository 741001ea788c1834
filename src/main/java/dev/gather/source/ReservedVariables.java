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

    public static final Set<String> ALL = Set.of(INPUT, REQUEST, ITEM, INDEX, ERROR);

    private ReservedVariables() {}
}
