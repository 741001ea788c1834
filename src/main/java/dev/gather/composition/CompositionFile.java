package dev.gather.composition;

/**
 * The text of a composition and where it came from.
 *
 * @param name the composition's name: the file's name without its extension
 * @param path the file as the user knows it, for problems
 * @param text the file's content
 */
public record CompositionFile(String name, String path, String text) {}
