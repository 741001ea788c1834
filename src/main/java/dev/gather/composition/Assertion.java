package dev.gather.composition;

import java.util.List;

/**
 * A condition without which there is no answer. It is checked as soon as all that it names is there.
 *
 * @param name its place in the file, for the log; no variable has this name
 * @param requirement the condition, and the answer if it is not met
 * @param dependencies the steps that it names, as indexes into {@link Composition#steps()}
 */
public record Assertion(String name, Requirement requirement, List<Integer> dependencies) implements Step {}
