package dev.gather.redis;

import dev.gather.source.Request;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command with its arguments.
 *
 * @param command which one
 * @param arguments each of which is sent as one argument, whatever characters it has
 * @param words those of the arguments that the composition has as they are, in upper case
 * @param shape what the reply becomes
 */
record BoundCommand(ReadingCommand command, List<String> arguments, List<String> words, Shape shape) {
    /** The same for other commands and arguments only if they are equal. */
    String key() {
        return Request.key(
                Stream.concat(Stream.of(command.name()), arguments.stream()).toList());
    }

    /** Whether a list in it was empty, so that there is nothing to ask for. */
    boolean asksForNothing() {
        return command.many()
                .filter(many -> arguments.size() <= many.from() + many.after())
                .isPresent();
    }

    /** In a line, as the server's own command line has it. */
    String line() {
        return Stream.concat(Stream.of(command.name()), arguments.stream().map(BoundCommand::quoted))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        boolean plain = !argument.isEmpty() && argument.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '\'');
        return plain ? argument : '"' + argument + '"';
    }

    /** The request for the client. */
    io.vertx.redis.client.Request request() {
        return request(Command.create(command.name()), arguments);
    }

    /** Whether it can be divided into commands for one key each. */
    boolean isOfManyKeys() {
        return command.name().equals("MGET") && arguments.size() > 1;
    }

    /** The requests for one key each that together have the same answer. */
    List<io.vertx.redis.client.Request> forEachKey() {
        return arguments.stream().map(key -> request(Command.GET, List.of(key))).toList();
    }

    private static io.vertx.redis.client.Request request(Command command, List<String> arguments) {
        io.vertx.redis.client.Request request = io.vertx.redis.client.Request.cmd(command);
        arguments.forEach(argument -> request.arg(argument.getBytes(StandardCharsets.UTF_8)));
        return request;
    }
}
