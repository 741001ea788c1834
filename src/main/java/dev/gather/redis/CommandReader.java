package dev.gather.redis;

import dev.gather.expression.Template;
import dev.gather.source.TemplateReader;
import dev.gather.yaml.DidYouMean;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the command of a source: a line, or a list with an element for each argument.
 *
 * @param templates parses the expressions, and has the problems
 */
record CommandReader(TemplateReader templates) {
    private static final String LIST_INSTEAD = "or write the command as a list, with an element for each argument";

    /** What is written, and where. */
    private record Written(YamlNode node, List<Argument> parts) {}

    /** The command; empty if a problem was noted. */
    Optional<WrittenCommand> read(YamlNode node) {
        return written(node).flatMap(this::command);
    }

    private Optional<Written> written(YamlNode node) {
        if (node instanceof YamlScalar scalar && scalar.value() instanceof String) {
            return templates.template(scalar).flatMap(template -> divided(scalar, template));
        }
        if (node instanceof YamlList list) {
            return elements(list);
        }
        templates
                .problems()
                .add(
                        ProblemCode.WRONG_VALUE,
                        node,
                        "redis must be a command, not " + node.kind(),
                        "as GET customer:{% $input.id %}, or as a list of its name and arguments");
        return Optional.empty();
    }

    private Optional<Written> divided(YamlScalar scalar, Template template) {
        CommandText.Divided divided = CommandText.divide(template);
        divided.fault().ifPresent(offset -> templates
                .problems()
                .addWithin(
                        ProblemCode.INVALID_COMMAND,
                        scalar,
                        offset,
                        "a quotation mark is not closed, or something stands right behind the one that closes",
                        "put both around the whole argument, " + LIST_INSTEAD));
        return divided.fault().isPresent() ? Optional.empty() : Optional.of(new Written(scalar, divided.arguments()));
    }

    private Optional<Written> elements(YamlList list) {
        List<Argument> parts = new ArrayList<>();
        for (YamlNode element : list.elements()) {
            if (element instanceof YamlScalar scalar && scalar.value() != null) {
                templates
                        .template(scalar)
                        .map(template -> new Argument(template, 0))
                        .ifPresent(parts::add);
            } else {
                templates
                        .problems()
                        .add(ProblemCode.WRONG_VALUE, element, "an argument is a text, not " + element.kind());
            }
        }
        return parts.size() == list.elements().size() ? Optional.of(new Written(list, parts)) : Optional.empty();
    }

    private Optional<WrittenCommand> command(Written written) {
        Optional<String> name = written.parts().stream().findFirst().flatMap(Argument::literal);
        if (name.isEmpty() || name.get().isEmpty()) {
            note(written, "the command has to start with its name, which is no expression", "as GET, HGETALL or MGET");
            return Optional.empty();
        }
        Optional<ReadingCommand> command = ReadingCommands.find(name.get());
        if (command.isEmpty() || ReadingCommands.leftOut(name.get()).isPresent()) {
            noteUnknown(written, name.get());
            return Optional.empty();
        }
        List<Argument> arguments = written.parts().subList(1, written.parts().size());
        return checked(written, command.get(), arguments);
    }

    private void noteUnknown(Written written, String name) {
        Optional<String> reason = ReadingCommands.leftOut(name);
        if (reason.isPresent()) {
            note(written, "no source can have " + name + ": " + reason.get(), "use another command");
        } else {
            note(
                    written,
                    name + " is not a command that only reads",
                    DidYouMean.nearest(name.toUpperCase(Locale.ROOT), ReadingCommands.names())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("the page on Redis lists those that do"));
        }
    }

    private Optional<WrittenCommand> checked(Written written, ReadingCommand command, List<Argument> arguments) {
        int count = arguments.size();
        if (!command.takes(count)) {
            note(
                    written,
                    command.name() + " takes " + command.arity() + ", not " + count,
                    count < command.least()
                            ? "add what is missing"
                            : "put quotation marks around an argument with spaces, " + LIST_INSTEAD);
            return Optional.empty();
        }
        return Optional.of(new WrittenCommand(command, List.copyOf(arguments)));
    }

    private void note(Written written, String fault, String remedy) {
        templates.problems().add(ProblemCode.INVALID_COMMAND, written.node(), fault, remedy);
    }
}
