package dev.gather.lambda;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Events of each shape that a function can have, short, with apostrophes in place of quotes. */
final class Events {
    static final String HTTP_API = "{'version': '2.0', 'rawPath': '/a', 'rawQueryString': 'b=c',"
            + " 'headers': {'X-One': '1'}, 'cookies': ['d=e'], 'body': 'f', 'isBase64Encoded': false,"
            + " 'requestContext': {'stage': '$default', 'domainName': 'x.lambda-url.eu-west-1.on.aws', 'apiId': 'x',"
            + " 'http': {'method': 'GET'}, 'authorizer': {'jwt': {'claims': {'sub': '7'}}}}}";
    static final String REST_API = "{'path': '/a', 'httpMethod': 'GET', 'headers': {'X-One': '1'},"
            + " 'multiValueHeaders': {'X-One': ['1', '2']}, 'queryStringParameters': {'b': 'c'},"
            + " 'multiValueQueryStringParameters': {'b': ['c', 'd']}, 'body': 'Zg==', 'isBase64Encoded': true,"
            + " 'requestContext': {'stage': 'prod', 'authorizer': {'claims': {'sub': '7'}},"
            + " 'identity': {'userArn': 'arn', 'caller': 'c'}}}";
    static final String LOAD_BALANCER = "{'requestContext': {'elb': {'targetGroupArn': 'arn'}}, 'httpMethod': 'GET',"
            + " 'path': '/a', 'queryStringParameters': {'b': 'c%20d'}, 'headers': {'X-One': '1'}, 'body': '',"
            + " 'isBase64Encoded': false}";
    static final String LATTICE_1 = "{'raw_path': '/a?b=c', 'method': 'GET', 'headers': {'X-One': '1'},"
            + " 'query_string_parameters': {'b': 'c'}, 'body': 'Zg==', 'is_base64_encoded': true}";
    static final String LATTICE_2 =
            "{'version': '2.0', 'path': '/a', 'method': 'GET', 'headers': {'X-One': ['1', '2']},"
                    + " 'queryStringParameters': {'b': ['c']}, 'body': 'f', 'isBase64Encoded': false, 'requestContext':"
                    + " {'serviceNetworkArn': 'arn', 'identity': {'principal': 'arn:role', 'type': 'AWS_IAM'}}}";

    private Events() {}

    /** An event with other members laid over its own; null takes one out, as far as the event is concerned. */
    static JsonObject with(String event, String members) {
        return json(event).mergeIn(json(members), true);
    }

    static JsonObject json(String event) {
        return new JsonObject(event.replace('\'', '"'));
    }

    static JsonFields fields(JsonObject event) {
        return new Event(event.encode().getBytes(StandardCharsets.UTF_8)).fields();
    }
}
