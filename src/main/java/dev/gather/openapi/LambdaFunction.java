package dev.gather.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Lambda function to which API Gateway sends the requests.
 *
 * @param name its ARN, or a text with CloudFormation's {@code ${…}} in it that becomes its ARN
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html">x-amazon-apigateway-integration</a>
 */
public record LambdaFunction(String name) {
    private static final Pattern ARN = Pattern.compile("arn:([a-z-]+):lambda:([a-z0-9-]+):\\d{12}:function:\\S+");

    /** The path of an invocation, which HTTP APIs and REST APIs both understand. */
    private static final String INVOCATION = "arn:%s:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations";

    /** @throws IllegalArgumentException if the name is neither; the message is for users */
    public LambdaFunction {
        if (!name.contains("${") && !ARN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name
                            + "' is no function's ARN, and has no ${…} that becomes one: write arn:aws:lambda:… or ${Function.Arn}");
        }
    }

    /** The member of an operation with which API Gateway calls the function. */
    Map<String, Object> integration() {
        Map<String, Object> integration = new LinkedHashMap<>();
        integration.put("type", "aws_proxy");
        integration.put("httpMethod", "POST");
        integration.put("payloadFormatVersion", "2.0");
        integration.put("uri", uri());
        return integration;
    }

    private Object uri() {
        Matcher arn = ARN.matcher(name);
        return arn.matches() && !name.contains("${")
                ? INVOCATION.formatted(arn.group(1), arn.group(2), name)
                : Map.of("Fn::Sub", INVOCATION.formatted("${AWS::Partition}", "${AWS::Region}", name));
    }
}
