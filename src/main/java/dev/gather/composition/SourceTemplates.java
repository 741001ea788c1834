package dev.gather.composition;

import dev.gather.source.SourceYaml;
import dev.gather.source.TemplateReader;

/**
 * The readers of one source's templates.
 *
 * @param outer parses what is evaluated once
 * @param each parses what is evaluated for each element
 * @param answers parses what is evaluated for each request and its answer, which is for one element or for a batch
 */
record SourceTemplates(TemplateReader outer, TemplateReader each, TemplateReader answers) {
    /** Those of a source in a composition whose templates this reader parses. */
    static SourceTemplates of(SourceYaml source, TemplateReader outer) {
        TemplateReader each = source.find("forEach").map(outer::knowingItems).orElse(outer);
        return new SourceTemplates(
                outer,
                each,
                source.has(BatchReader.BATCH)
                        ? source.find("forEach").map(outer::knowingBatch).orElse(outer)
                        : each);
    }
}
