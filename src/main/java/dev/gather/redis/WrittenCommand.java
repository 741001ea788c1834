package dev.gather.redis;

import dev.gather.expression.Expression;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command as a composition has it.
 *
 * @param command which one
 * @param arguments its arguments
 * @param words those among its options
 * @param shape what its reply becomes
 */
record WrittenCommand(ReadingCommand command, List<Argument> arguments, List<String> words, Shape shape) {
    WrittenCommand(ReadingCommand command, List<Argument> arguments) {
        this(
                command,
                arguments,
                command.words(arguments.stream().map(Argument::literal).toList()));
    }

    private WrittenCommand(ReadingCommand command, List<Argument> arguments, List<String> words) {
        this(command, arguments, words, command.shape(words));
    }

    /** The expressions without whose values nothing can be asked for. */
    List<Expression> indispensable() {
        List<Expression> needed = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (!mayBeMany(i)) {
                arguments.get(i).expressions().forEach(needed::add);
            }
        }
        return needed;
    }

    /** Whether the command takes any number of arguments in a place. */
    private boolean mayBeMany(int place) {
        return command.many()
                .filter(many -> many.holds(place, arguments.size()))
                .isPresent();
    }

    /**
     * The command with the values of one execution.
     *
     * @return empty if a value that it cannot do without is null
     * @throws Failure if an argument cannot hold a value
     */
    Optional<BoundCommand> bind(Variables variables) {
        List<String> bound = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (mayBeMany(i)) {
                bound.addAll(argument.each(variables));
            } else {
                Optional<String> single = argument.single(variables);
                if (single.isEmpty()) {
                    return Optional.empty();
                }
                bound.add(single.get());
            }
        }
        return Optional.of(new BoundCommand(command, List.copyOf(bound), words, shape));
    }
}
