package dev.gather.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How functions are named, and where they are invoked. */
class LambdaFunctionTest {
    private static final Optional<String> REGION = Optional.of("eu-west-1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pricing        | https://lambda.eu-west-1.amazonaws.com | pricing/invocations",
                "pricing:live   | https://lambda.eu-west-1.amazonaws.com | pricing/invocations?Qualifier=live",
                "my_Price-2:7   | https://lambda.eu-west-1.amazonaws.com | my_Price-2/invocations?Qualifier=7",
                "p:$LATEST      | https://lambda.eu-west-1.amazonaws.com | p/invocations?Qualifier=%24LATEST",
                "arn:aws:lambda:us-east-2:123456789012:function:p"
                        + "| https://lambda.us-east-2.amazonaws.com | arn%3Aaws%3Alambda%3Aus-east-2%3A123456789012%3Afunction%3Ap/invocations",
                "arn:aws:lambda:us-east-2:123456789012:function:p:live"
                        + "| https://lambda.us-east-2.amazonaws.com | arn%3Aaws%3Alambda%3Aus-east-2%3A123456789012%3Afunction%3Ap/invocations?Qualifier=live",
                "arn:aws-cn:lambda:cn-north-1:123456789012:function:p"
                        + "| https://lambda.cn-north-1.amazonaws.com.cn | arn%3Aaws-cn%3Alambda%3Acn-north-1%3A123456789012%3Afunction%3Ap/invocations",
                "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:p:$LATEST"
                        + "| https://lambda.us-gov-west-1.amazonaws.com | arn%3Aaws-us-gov%3Alambda%3Aus-gov-west-1%3A123456789012%3Afunction%3Ap/invocations?Qualifier=%24LATEST"
            })
    void isInvoked(String text, String url, String target) {
        LambdaFunction function = LambdaFunction.of(text, REGION);

        assertEquals(url, function.url().toString());
        assertEquals("/2015-03-31/functions/" + target, function.target());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "p:",
                "p:a:b",
                "a/../b",
                "arn:aws:lambda:us-east-2:123456789012:p",
                "arn:aws:sqs:us-east-2:123456789012:function:p",
                "arn:aws:lambda:us-east-2:12:function:p",
                "https://lambda.eu-west-1.amazonaws.com",
                "p?Qualifier=x"
            })
    void isNone(String text) {
        assertThrows(IllegalArgumentException.class, () -> LambdaFunction.of(text, REGION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "p:live"})
    void needsARegion(String text) {
        assertEquals(
                "has no region: write the function's ARN, or set AWS_REGION",
                assertThrows(IllegalArgumentException.class, () -> LambdaFunction.of(text, Optional.empty()))
                        .getMessage());
    }
}
