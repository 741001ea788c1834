package dev.gather.regex;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Unicode properties by their names in ECMA-262, in the syntax of RE2/J and {@link java.util.regex}. */
final class UnicodeProperty {
    private static final Map<String, String> CATEGORIES = categories();
    private static final Set<String> BINARY = Set.of(
            "Alphabetic",
            "Ideographic",
            "Lowercase",
            "Uppercase",
            "White_Space",
            "Join_Control",
            "Noncharacter_Code_Point");
    private static final Map<String, String> SHORT = Map.of(
            "Alpha",
            "Alphabetic",
            "Ideo",
            "Ideographic",
            "Lower",
            "Lowercase",
            "Upper",
            "Uppercase",
            "space",
            "White_Space",
            "Join_C",
            "Join_Control",
            "NChar",
            "Noncharacter_Code_Point");

    private UnicodeProperty() {}

    /**
     * The property as a member of a character class.
     *
     * @throws IllegalArgumentException if there is no such property, or neither engine has it
     */
    static String inClass(String property, boolean negated, boolean linear) {
        String sign = negated ? "\\P{" : "\\p{";
        int equals = property.indexOf('=');
        String key = equals < 0 ? "" : property.substring(0, equals);
        String value = property.substring(equals + 1);
        if (Set.of("Script", "sc", "Script_Extensions", "scx").contains(key)) {
            return sign + script(value, linear) + "}";
        }
        if (Set.of("", "General_Category", "gc").contains(key) && CATEGORIES.containsKey(value)) {
            return sign + CATEGORIES.get(value) + "}";
        }
        if (key.isEmpty()) {
            return binary(value, negated, sign);
        }
        throw unknown(property);
    }

    private static String script(String name, boolean linear) {
        try {
            var unused = Character.UnicodeScript.forName(name);
        } catch (IllegalArgumentException e) {
            throw unknown(name);
        }
        return linear ? name : "Is" + name;
    }

    private static String binary(String name, boolean negated, String sign) {
        if (name.equals("Any") && !negated) {
            return "\\x{0}-\\x{10ffff}";
        }
        if (name.equals("ASCII")) {
            return negated ? "\\x{80}-\\x{10ffff}" : "\\x{0}-\\x{7f}";
        }
        if (name.equals("Assigned")) {
            return (negated ? "\\p{" : "\\P{") + "Cn}";
        }
        String known = SHORT.getOrDefault(name, name);
        if (!BINARY.contains(known)) {
            throw unknown(name);
        }
        return sign + "Is" + known + "}";
    }

    private static IllegalArgumentException unknown(String property) {
        return new IllegalArgumentException("unknown property " + property);
    }

    private static Map<String, String> categories() {
        String[] names = {
            "C Other",
            "Cc Control cntrl",
            "Cf Format",
            "Cn Unassigned",
            "Co Private_Use",
            "Cs Surrogate",
            "L Letter",
            "LC Cased_Letter",
            "Ll Lowercase_Letter",
            "Lm Modifier_Letter",
            "Lo Other_Letter",
            "Lt Titlecase_Letter",
            "Lu Uppercase_Letter",
            "M Mark Combining_Mark",
            "Mc Spacing_Mark",
            "Me Enclosing_Mark",
            "Mn Nonspacing_Mark",
            "N Number",
            "Nd Decimal_Number digit",
            "Nl Letter_Number",
            "No Other_Number",
            "P Punctuation punct",
            "Pc Connector_Punctuation",
            "Pd Dash_Punctuation",
            "Pe Close_Punctuation",
            "Pf Final_Punctuation",
            "Pi Initial_Punctuation",
            "Po Other_Punctuation",
            "Ps Open_Punctuation",
            "S Symbol",
            "Sc Currency_Symbol",
            "Sk Modifier_Symbol",
            "Sm Math_Symbol",
            "So Other_Symbol",
            "Z Separator",
            "Zl Line_Separator",
            "Zp Paragraph_Separator",
            "Zs Space_Separator"
        };
        Map<String, String> categories = new HashMap<>();
        for (String line : names) {
            String[] aliases = line.split(" ");
            for (String alias : aliases) {
                categories.put(alias, aliases[0]);
            }
        }
        return categories;
    }
}
