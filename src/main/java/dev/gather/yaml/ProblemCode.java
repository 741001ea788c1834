package dev.gather.yaml;

import java.util.Locale;

/**
 * The closed list of what can be wrong with a composition, or a file beside it. The names are stable: they are in the output of
 * {@code check}, and each is a section of the page {@code problems.md}, with an example and the way out.
 */
public enum ProblemCode {
    UNREADABLE_FILE("a file or folder cannot be read"),
    HIDDEN_FILE("another file with the same name is used in its place"),
    NOT_YAML("the file is not YAML as Gather reads it"),
    DUPLICATE_KEY("a mapping has a key twice"),
    UNQUOTED_EXPRESSION("YAML divides an expression, or it lacks its braces"),

    UNKNOWN_KEY("the key does not exist here"),
    MISSING_KEY("a key is needed here"),
    WRONG_VALUE("the key does not take such a value"),
    NOT_IN_BUILD("the build lacks what the key needs"),
    CONFLICTING_KEYS("a key does not go with the others, or needs another one"),
    TOO_MANY_SOURCES("the composition has too many sources or values"),
    INVALID_NAME("the name cannot be used here"),
    INVALID_ROUTE("the route cannot be matched"),
    DUPLICATE_ROUTE("two compositions have the same route"),
    INVALID_SCHEMA("this is no JSON Schema that can be used"),
    UNTYPED_PARAMETER("a parameter has bounds for numbers and no type"),
    INCOMPLETE_TOOL("the composition lacks what a tool needs"),

    INVALID_EXPRESSION("the expression is not JSONata"),
    UNKNOWN_VARIABLE("the variable does not exist here"),
    UNKNOWN_FUNCTION("there is no such function"),
    MISPLACED_EXPRESSION("the expression cannot stand here"),
    UNKNOWN_MEMBER("the value has no such member"),
    TYPE_MISMATCH("the operator does not fit the types of its values"),
    SINGLE_ELEMENT("the value is a list or a single element, depending on the data"),

    CYCLE("sources or values wait for each other"),
    FIRST_WAITS("a source that ends before all others waits for one of them"),
    UNUSED("nothing uses the source or value"),
    PERHAPS_NULL("the value may be null, and then nothing is requested"),

    INVALID_CALL("the HTTP call cannot be sent as it is written"),
    UNKNOWN_UPSTREAM("the upstream is not configured"),
    UNUSABLE_UPSTREAM("the configuration of the upstream has a fault"),
    SET_TWICE("the header or parameter is set elsewhere"),
    NOT_REPEATABLE("the request may not be repeated"),

    INVALID_STATEMENT("the statement is not one that a source may have"),
    UNKNOWN_DATASOURCE("the datasource is not configured"),
    WRITE_NOT_ALLOWED("the statement may not write here"),
    INVALID_TRANSACTION("the sources cannot be one transaction"),
    INVALID_SNAPSHOT("the sources cannot share a snapshot"),
    PINNED_CONNECTION("the statement keeps a connection of RDS Proxy to itself"),

    REFUSED_STATEMENT("the database refuses the statement"),
    UPSTREAM_CONTRACT("the request does not fit the OpenAPI document of its upstream"),
    STALE_LOCK("gather.lock.yaml does not know the source as it is now"),

    NOT_ENOUGH_TIME("at worst the time does not suffice"),
    REQUEST_PER_ELEMENT("one query for all elements would do"),
    NO_EFFECT("the key makes no difference"),

    UNKNOWN_SOURCE("the composition has no such source"),
    TESTS_OF_NOTHING("the composition of a test file does not exist");

    private final String meaning;

    ProblemCode(String meaning) {
        this.meaning = meaning;
    }

    /** What it means, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** Where it is explained: a page of the documentation, and its anchor. */
    public String help() {
        return "problems.md#" + this;
    }

    /** The name as it is written for users, which is also its anchor in the page: {@code unknown-key}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
