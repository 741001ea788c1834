package dev.gather.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gather.source.MemoryBudget;
import dev.gather.web.JsonBody;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a JSON body costs that is passed through: from an upstream's bytes to the answer's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Bodies {
    private static final JsonFactory PLAIN = new JsonFactory();

    /** The body's size in bytes, about. */
    @Param({"1000", "100000", "4000000"})
    public int size;

    private byte[] body = new byte[0];
    private @Nullable Object value;

    /** Makes the body: a list of articles, one in ten not in ASCII. */
    @Setup
    public void prepare() {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; json.length() < size; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":" + i + ",\"name\":\"Article number " + i + "\",\"price\":" + i % 1_000 + ".50,")
                    .append("\"tags\":[\"new\",\"" + (i % 10 == 0 ? "größer \\\"zwölf\\\"" : "a longer tag") + "\"],")
                    .append("\"stock\":{\"berlin\":" + i % 7 + ",\"hamburg\":null},\"active\":" + (i % 2 == 0) + "}");
        }
        body = json.append(']').toString().getBytes(StandardCharsets.UTF_8);
        value = read();
    }

    /** From the bytes to the source's value. */
    @Benchmark
    public @Nullable Object read() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("content-type", "application/json");
        return new AnswerReader(AnswerRules.DEFAULT, 10_000_000, new MemoryBudget(1 << 30).share())
                .read(new HttpAnswer(200, headers, body))
                .value();
    }

    /** From the source's value to the answer's bytes. */
    @Benchmark
    public byte[] write() {
        return JsonBody.write(value);
    }

    /** Both. */
    @Benchmark
    public byte[] readAndWrite() {
        return JsonBody.write(read());
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
