package dev.gather.redis;

import dev.gather.source.Request;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command with its arguments.
 *
 * @param command which one
 * @param arguments each of which is sent as one argument, whatever characters it has
 * @param words those among its options that the composition has as they are, in upper case
 * @param shape what the reply becomes
 */
record BoundCommand(ReadingCommand command, List<String> arguments, List<String> words, Shape shape) {
    private static final Set<String> OF_MANY_KEYS = Set.of("MGET", "JSON.MGET");

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
        io.vertx.redis.client.Request request = io.vertx.redis.client.Request.cmd(Command.create(command.name()));
        arguments.forEach(argument -> request.arg(argument.getBytes(StandardCharsets.UTF_8)));
        return request;
    }

    /** Whether it can be divided into commands for some of its keys each, whose replies together are the same. */
    boolean isOfManyKeys() {
        return OF_MANY_KEYS.contains(command.name()) && keys().size() > 1;
    }

    /** The keys of a command of many keys. */
    List<String> keys() {
        return arguments.subList(0, arguments.size() - afterKeys());
    }

    /** The same for some of its keys, by their places among all of them. */
    BoundCommand ofKeys(List<Integer> places) {
        List<String> some = new ArrayList<>();
        places.forEach(place -> some.add(arguments.get(place)));
        some.addAll(arguments.subList(keys().size(), arguments.size()));
        return new BoundCommand(command, List.copyOf(some), words, shape);
    }

    private int afterKeys() {
        return command.many().map(ReadingCommand.Many::after).orElse(0);
    }
}
