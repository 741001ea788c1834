package dev.gather.aws;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Lambda function as its callers name it.
 *
 * @param name its name, or its ARN without version
 * @param qualifier its alias or version; empty for the latest
 * @param region such as {@code eu-central-1}
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public record LambdaFunction(String name, Optional<String> qualifier, String region) {
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9_-]{1,64})(?::([A-Za-z0-9_$-]{1,128}))?");
    private static final Pattern ARN = Pattern.compile(
            "(arn:aws[a-z-]*:lambda:([a-z0-9-]+):\\d{12}:function:[A-Za-z0-9_-]{1,64})(?::([A-Za-z0-9_$-]{1,128}))?");
    private static final String API_VERSION = "2015-03-31";

    /**
     * The function that a text names: {@code pricing}, {@code pricing:live}, or its ARN, with an alias or version or without.
     *
     * @param region the one of functions that are not named by their ARN
     * @throws IllegalArgumentException if it names none; its message continues a sentence about the property, without the text
     */
    public static LambdaFunction of(String text, Optional<String> region) {
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            return new LambdaFunction(arn.group(1), Optional.ofNullable(arn.group(3)), arn.group(2));
        }
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            throw new IllegalArgumentException(
                    "must be a function's name, its name with an alias as name:alias, or its ARN");
        }
        return new LambdaFunction(
                named.group(1),
                Optional.ofNullable(named.group(2)),
                region.orElseThrow(() ->
                        new IllegalArgumentException("has no region: write the function's ARN, or set AWS_REGION")));
    }

    /** Where Lambda's API takes invocations, in the function's region. */
    public URI url() {
        String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return URI.create("https://lambda." + region + "." + domain);
    }

    /** Path and query of its invocations. */
    public String target() {
        return "/" + API_VERSION + "/functions/" + name.replace(":", "%3A") + "/invocations"
                + qualifier
                        .map(alias -> "?Qualifier=" + alias.replace("$", "%24"))
                        .orElse("");
    }
}
