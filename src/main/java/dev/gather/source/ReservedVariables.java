package dev.gather.source;

import java.util.Set;

/** The variables that Gather itself gives to expressions; no source can have their names. */
public final class ReservedVariables {
    /** The validated parameters of the call. */
    public static final String INPUT = "input";
    /** The request that came in: method, path, headers, claims. */
    public static final String REQUEST = "request";
    /** The element at hand under {@code forEach}. */
    public static final String ITEM = "item";
    /** The element's position under {@code forEach}, counted from 0. */
    public static final String INDEX = "index";
    /** Why the source failed, in its fallback. */
    public static final String ERROR = "error";

    public static final Set<String> ALL = Set.of(INPUT, REQUEST, ITEM, INDEX, ERROR);

    private ReservedVariables() {}
}
