package dev.gather.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the authorizers of API Gateway say of a caller. */
class ClaimsTest {
    private static JsonFields fields(String json) {
        return new Event(json.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8)).fields();
    }

    private static String text(Map<String, Object> claims) {
        return new TreeMap<>(claims).toString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a token's         | {'jwt': {'claims': {'sub': '7', 'n': 1}, 'scopes': ['a']}} | {n=1, sub=7}",
                "none of a token   | {'jwt': {'claims': null}}                               | {}",
                "a Lambda's        | {'lambda': {'tenant': 't', 'roles': ['a']}}             | {roles=[a], tenant=t}",
                "IAM's             | {'iam': {'userArn': 'arn', 'callerId': 'c'}}            | {callerId=c, userArn=arn}",
                "a token's first   | {'jwt': {'claims': {'sub': '7'}}, 'lambda': {'a': 1}}   | {sub=7}",
                "what is not null  | {'jwt': null, 'lambda': {'a': 1}, 'iam': null}          | {a=1}",
                "no authorizer     | {}                                                      | {}"
            })
    void ofHttpApis(String unusedName, String authorizer, String claims) {
        assertEquals(claims, text(Claims.ofHttpApi(fields(authorizer))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a token's           | {'authorizer': {'claims': {'sub': '7'}, 'scopes': null}}  | {sub=7}",
                "a Lambda's          | {'authorizer': {'principalId': 'p', 'tenant': 't'}}       | {principalId=p, tenant=t}",
                "claims as a text    | {'authorizer': {'claims': 'a text', 'sub': '7'}}          | {claims=a text, sub=7}",
                "IAM's, renamed      | {'identity': {'userArn': 'arn', 'caller': 'c', 'user': 'u', 'accountId': '1',"
                        + " 'accessKey': 'k', 'sourceIp': '::1'}}"
                        + " | {accessKey=k, accountId=1, callerId=c, userArn=arn, userId=u}",
                "nulls of IAM        | {'identity': {'userArn': 'arn', 'caller': null}}          | {userArn=arn}",
                "an address is none  | {'identity': {'sourceIp': '::1', 'userArn': null}}        | {}",
                "authorizers first   | {'authorizer': {'a': 1}, 'identity': {'userArn': 'arn'}}  | {a=1}",
                "an empty authorizer | {'authorizer': {}, 'identity': {'userArn': 'arn'}}        | {userArn=arn}",
                "nothing at all      | {}                                                        | {}"
            })
    void ofRestApis(String unusedName, String context, String claims) {
        assertEquals(claims, text(Claims.ofRestApi(fields(context))));
    }
}
