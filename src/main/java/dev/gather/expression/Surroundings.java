package dev.gather.expression;

/** What is around an expression: the variables that Gather gives it, the built-in functions and one moment. */
final class Surroundings implements Scope.Globals {
    private final Variables variables;
    private final Evaluation evaluation;
    private final long millis = System.currentTimeMillis();

    Surroundings(Variables variables, Evaluation evaluation) {
        this.variables = variables;
        this.evaluation = evaluation;
    }

    @Override
    public Evaluation evaluation() {
        return evaluation;
    }

    @Override
    public Object lookup(String name) {
        if (variables.has(name)) {
            return Items.read(variables.get(name));
        }
        return switch (name) {
            case "now" -> new BuiltIn(name, NOW, 2, this::now);
            case "millis" -> new BuiltIn(name, MILLIS, 0, arguments -> millis);
            default -> Functions.get(name);
        };
    }

    private static final Signature NOW = Signature.of("<s?s?:s>");
    private static final Signature MILLIS = Signature.of("<:n>");

    private Object now(BuiltIn.Arguments arguments) {
        return PictureFunctions.now(millis, arguments.text(0), arguments.text(1));
    }
}
