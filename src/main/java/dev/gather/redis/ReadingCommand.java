package dev.gather.redis;

import dev.gather.source.BodyForm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that only reads.
 *
 * @param name in upper case, as the server has it
 * @param least the fewest arguments
 * @param most the most arguments; {@link #ANY} if there is no limit
 * @param many where any number of arguments of one meaning may stand, such as keys; empty if nowhere
 * @param shape what its reply becomes
 * @param shapes what its reply becomes with one of these words among its options
 * @param options the place from which on options may stand; {@link #COUNTED} if the first argument says how many keys are before them
 * @param form how the texts of its reply are read if the source does not say it
 * @param nothing what an empty list of {@link #many} comes to, without a reply
 * @param checked whether the server has to be asked first whether it reads: a module's command, of which only the server knows
 */
record ReadingCommand(
        String name,
        int least,
        int most,
        Optional<Many> many,
        Shape shape,
        Map<String, Shape> shapes,
        int options,
        BodyForm form,
        @Nullable Object nothing,
        boolean checked) {
    /** No limit. */
    static final int ANY = Integer.MAX_VALUE;

    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,5}");

    /** Options stand behind as many keys as the first argument says. */
    static final int COUNTED = -1;

    /**
     * Arguments of one meaning, to which a list may expand.
     *
     * @param from the place of the first, from 0
     * @param after how many other arguments follow them
     */
    record Many(int from, int after) {
        /** Whether they have this place among so many arguments. */
        boolean holds(int place, int count) {
            return place >= from && place < count - after;
        }
    }

    /** A command of the server itself that has from {@code least} to {@code most} arguments. */
    static ReadingCommand of(String name, int least, int most) {
        return new ReadingCommand(
                name, least, most, Optional.empty(), Shape.PLAIN, Map.of(), least, BodyForm.TEXT, null, false);
    }

    /** A command of a module of which nothing else is known. */
    static ReadingCommand ofModule(String name) {
        return of(name, 0, ANY).asked();
    }

    /** The same whose arguments from a place on may be a list. */
    ReadingCommand many(int from, int after, Object empty) {
        return new ReadingCommand(
                name, least, most, Optional.of(new Many(from, after)), shape, shapes, options, form, empty, checked);
    }

    /** The same with another shape. */
    ReadingCommand becomes(Shape other) {
        return new ReadingCommand(name, least, most, many, other, shapes, options, form, nothing, checked);
    }

    /** The same with another shape where a word is among the options. */
    ReadingCommand with(String word, Shape other) {
        return new ReadingCommand(name, least, most, many, shape, Map.of(word, other), options, form, nothing, checked);
    }

    /** The same with its options from a place on. */
    ReadingCommand optionsFrom(int place) {
        return new ReadingCommand(name, least, most, many, shape, shapes, place, form, nothing, checked);
    }

    /** The same whose texts are JSON. */
    ReadingCommand json() {
        return new ReadingCommand(name, least, most, many, shape, shapes, options, BodyForm.JSON, nothing, checked);
    }

    /** The same about which the server is asked first. */
    ReadingCommand asked() {
        return new ReadingCommand(name, least, most, many, shape, shapes, options, form, nothing, true);
    }

    /**
     * The words among its options, in upper case. A key, a member or a number is none of them, whatever it is called.
     *
     * @param arguments all of them, empty in place of one with an expression
     */
    List<String> words(List<Optional<String>> arguments) {
        int from = options == COUNTED ? 1 + keys(arguments) : options;
        return arguments.stream()
                .skip(from)
                .flatMap(Optional::stream)
                .map(word -> word.toUpperCase(Locale.ROOT))
                .toList();
    }

    /** At least one; the server refuses what is no number. */
    private static int keys(List<Optional<String>> arguments) {
        return arguments.stream()
                .findFirst()
                .flatMap(count -> count)
                .filter(count -> COUNT.matcher(count).matches())
                .map(Integer::valueOf)
                .orElse(1);
    }

    /**
     * What its reply becomes.
     *
     * @param words those among its options
     */
    Shape shape(List<String> words) {
        return words.stream()
                .filter(shapes::containsKey)
                .findFirst()
                .map(shapes::get)
                .orElse(shape);
    }

    /** Whether it takes so many arguments. */
    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    /** How many arguments it takes, in words. */
    String arity() {
        if (most == ANY) {
            return least + " or more arguments";
        }
        String count = least == most ? String.valueOf(least) : least + " to " + most;
        return count + (most == 1 ? " argument" : " arguments");
    }
}
