package dev.gather.function;

import dev.gather.evaluation.Evaluation;
import dev.gather.evaluation.EvaluationException;
import dev.gather.evaluation.Items;
import dev.gather.evaluation.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a function in JSONata's notation: {@code <s-nn?:s>} is a string, by default the context, a number
 * and an optional number. Arguments are checked, and a single value for a list becomes a list of one.
 */
public final class Signature {
    private static final Pattern PARAMETER =
            Pattern.compile("(\\([^)]*\\)|[snblafojx])(<[^<>]*(?:<[^<>]*>)?[^<>]*>)?([-?+]*)");
    private static final String ANY = "asnblfom";
    private static final Map<String, String> ELEMENTS =
            Map.of("n", "numbers", "s", "strings", "b", "booleans", "o", "objects", "a", "arrays", "f", "functions");

    private static final List<String> TYPES = List.of("number", "string", "boolean", "object", "array", "function");

    private final List<Parameter> parameters = new ArrayList<>();
    private final Pattern arguments;

    /**
     * A parameter.
     *
     * @param types the letters of the allowed types; m is a missing value
     * @param elements the letter of the type of its elements, or empty
     */
    private record Parameter(String types, boolean list, String elements, String suffix) {
        boolean takesContext() {
            return suffix.contains("-");
        }

        String pattern() {
            return "([" + types + "]" + suffix.replace('-', '?') + ")";
        }
    }

    private Signature(String text) {
        Matcher matcher = PARAMETER.matcher(parameters(text));
        StringBuilder pattern = new StringBuilder();
        while (matcher.find()) {
            Parameter parameter = parameter(matcher);
            parameters.add(parameter);
            pattern.append(parameter.pattern());
        }
        arguments = Pattern.compile(pattern.toString());
    }

    /** @param text the signature, with its angle brackets */
    public static Signature of(String text) {
        return new Signature(text);
    }

    /** The part before the outermost colon. */
    private static String parameters(String text) {
        int depth = 0;
        for (int i = 1; i < text.length() - 1; i++) {
            char character = text.charAt(i);
            depth += character == '<' ? 1 : character == '>' ? -1 : 0;
            if (character == ':' && depth == 0) {
                return text.substring(1, i);
            }
        }
        return text.substring(1, text.length() - 1);
    }

    private static Parameter parameter(Matcher matcher) {
        String type = matcher.group(1);
        String elements = matcher.group(2) == null ? "" : matcher.group(2).substring(1, 2);
        String types =
                switch (type) {
                    case "a", "x" -> ANY;
                    case "j" -> "asnblom";
                    case "f" -> "f";
                    default -> type.replaceAll("[()]", "") + "m";
                };
        return new Parameter(types, type.equals("a"), elements, matcher.group(3));
    }

    int size() {
        return parameters.size();
    }

    /**
     * Checks arguments and converts them to what the function takes.
     *
     * @param context replaces a missing argument if the signature allows it
     */
    public List<@Nullable Object> check(List<@Nullable Object> given, @Nullable Object context, Evaluation evaluation) {
        StringBuilder letters = new StringBuilder(given.size());
        given.forEach(value -> letters.append(letter(value)));
        if (fitsOneByOne(letters)) {
            List<@Nullable Object> checked = new ArrayList<>(given.size());
            for (int i = 0; i < given.size(); i++) {
                checked.add(checked(parameters.get(i), given.get(i), i, evaluation));
            }
            return checked;
        }
        Matcher matched = arguments.matcher(letters);
        if (!matched.matches()) {
            throw mismatch(given, letters);
        }
        return distributed(matched, given, context, evaluation);
    }

    private boolean fitsOneByOne(StringBuilder letters) {
        if (letters.length() != parameters.size()) {
            return false;
        }
        for (int i = 0; i < letters.length(); i++) {
            if (parameters.get(i).types().indexOf(letters.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private List<@Nullable Object> distributed(
            Matcher matched, List<@Nullable Object> given, @Nullable Object context, Evaluation evaluation) {
        List<@Nullable Object> checked = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            int count = matched.group(i + 1).length();
            if (count == 0 && parameter.takesContext()) {
                checked.add(fromContext(parameter, context, next));
            } else if (count == 0) {
                checked.add(next < given.size() ? given.get(next) : null);
                next++;
            }
            for (int k = 0; k < count; k++, next++) {
                checked.add(next < given.size() ? checked(parameter, given.get(next), next, evaluation) : null);
            }
        }
        return checked;
    }

    private static @Nullable Object fromContext(Parameter parameter, @Nullable Object context, int index) {
        if (parameter.types().indexOf(letter(context)) >= 0) {
            return context;
        }
        throw EvaluationException.of(
                "T0411",
                "argument " + (index + 1) + " is missing, and the context of type " + Items.type(context)
                        + " cannot stand for it");
    }

    private static @Nullable Object checked(
            Parameter parameter, @Nullable Object value, int index, Evaluation evaluation) {
        if (!parameter.list() || value == null) {
            return value;
        }
        String elements = parameter.elements();
        List<?> list = Items.list(value);
        if (!elements.isEmpty() && !areOf(elements, list, evaluation)) {
            throw EvaluationException.of(
                    "T0412",
                    "argument " + (index + 1) + " has to be an array of "
                            + ELEMENTS.getOrDefault(elements, "values of one type") + ", and an element is of type "
                            + Items.typeBeside(typeOf(elements), list));
        }
        return value instanceof List ? value : ((Sequence) list).items();
    }

    /** The type whose name starts with a letter. */
    private static String typeOf(String letter) {
        return TYPES.stream()
                .filter(type -> type.startsWith(letter))
                .findFirst()
                .orElse("");
    }

    private static boolean areOf(String letter, List<?> list, Evaluation evaluation) {
        if (letter.equals("n")) {
            return Items.areNumbers(list, evaluation);
        }
        for (Object element : list) {
            evaluation.step();
            if (letter(Items.read(element)) != letter.charAt(0)) {
                return false;
            }
        }
        return true;
    }

    private EvaluationException mismatch(List<@Nullable Object> given, StringBuilder letters) {
        int good = 0;
        StringBuilder pattern = new StringBuilder();
        for (Parameter parameter : parameters) {
            pattern.append(parameter.pattern());
            Matcher matcher = Pattern.compile(pattern.toString()).matcher(letters);
            if (!matcher.lookingAt()) {
                break;
            }
            good = matcher.end();
        }
        String fault = good < given.size()
                ? "argument " + (good + 1) + " cannot be of type " + Items.type(given.get(good))
                : "argument " + (good + 1) + " is missing";
        return EvaluationException.of("T0410", fault);
    }

    private static char letter(@Nullable Object value) {
        return switch (Items.type(value)) {
            case "nothing" -> 'm';
            case "null" -> 'l';
            default -> Items.type(value).charAt(0);
        };
    }
}
