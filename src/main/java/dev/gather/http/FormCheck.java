package dev.gather.http;

import dev.gather.expression.Template;
import dev.gather.yaml.ProblemCode;
import dev.gather.yaml.Problems;
import dev.gather.yaml.YamlList;
import dev.gather.yaml.YamlMap;
import dev.gather.yaml.YamlNode;
import dev.gather.yaml.YamlScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a body that is a form as far as it is known before an expression is evaluated. */
record FormCheck(Problems problems) {
    /**
     * Notes what a form cannot hold.
     *
     * @param type the template of the content type; null if the source sets none
     * @param body the body as written; null if there is none
     */
    void check(@Nullable Template type, @Nullable YamlNode body) {
        if (type == null || body == null || !isForm(type)) {
            return;
        }
        if (body instanceof YamlMap map) {
            map.entries().values().forEach(entry -> checkField(entry.value()));
        } else if (!(body instanceof YamlScalar scalar) || !(scalar.value() instanceof String)) {
            problems.add(
                    ProblemCode.WRONG_VALUE, body, "the body is a form, and must be a mapping, not " + body.kind());
        }
    }

    private static boolean isForm(Template type) {
        return type.parts().size() == 1
                && type.parts().get(0) instanceof Template.Text text
                && FormBody.isType(text.text());
    }

    private void checkField(YamlNode field) {
        List<YamlNode> values = field instanceof YamlList list ? list.elements() : List.of(field);
        values.stream()
                .filter(value -> !(value instanceof YamlScalar))
                .forEach(value -> problems.add(
                        ProblemCode.WRONG_VALUE,
                        value,
                        "a field of a form must be a scalar or a list of scalars, not " + value.kind()));
    }
}
