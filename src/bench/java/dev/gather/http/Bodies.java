package dev.gather.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gather.source.MemoryBudget;
import dev.gather.web.PassedOn;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** What a JSON body costs that is passed through: from an upstream's bytes to the answer's. */
public class Bodies extends PassedOn {
    private static final JsonFactory PLAIN = new JsonFactory();

    /** The body's size in bytes, about. */
    @Param({"1000", "100000", "4000000"})
    public int size;

    private byte[] body = new byte[0];

    /** Makes the body: a list of articles, one in ten not in ASCII. */
    @Override
    protected void make() {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; json.length() < size; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":" + i + ",\"name\":\"Article number " + i + "\",\"price\":" + i % 1_000 + ".50,")
                    .append("\"tags\":[\"new\",\"" + (i % 10 == 0 ? "größer \\\"zwölf\\\"" : "a longer tag") + "\"],")
                    .append("\"stock\":{\"berlin\":" + i % 7 + ",\"hamburg\":null},\"active\":" + (i % 2 == 0) + "}");
        }
        body = json.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    @Override
    public @Nullable Object read() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("content-type", "application/json");
        return new AnswerReader(AnswerRules.DEFAULT, 10_000_000, new MemoryBudget(1 << 30).share())
                .read(new HttpAnswer(200, headers, body))
                .value();
    }

    /** From the bytes to the source's value, all of which is looked into. */
    @Benchmark
    public int readAndLookInto() {
        return Objects.hashCode(read());
    }

    /** Jackson's parser, each text and number taken, and nothing made of them: what reading costs at least. */
    @Benchmark
    public long parse() throws IOException {
        long sum = 0;
        try (JsonParser json = PLAIN.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
                    sum += json.getText().length();
                } else if (token == JsonToken.VALUE_NUMBER_INT) {
                    sum += json.getNumberValue().intValue();
                } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                    sum += json.getDecimalValue().scale();
                }
            }
        }
        return sum;
    }

    /** Jackson's parser into its generator: what both cost at least. */
    @Benchmark
    public byte[] copy() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (JsonParser parser = PLAIN.createParser(body);
                JsonGenerator generator = PLAIN.createGenerator(bytes)) {
            parser.nextToken();
            generator.copyCurrentStructure(parser);
        }
        return bytes.toByteArray();
    }
}
