package dev.gather.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;

/** Writes decimals with all digits, and with an exponent only where the plain number would be far longer. */
final class PlainDecimals extends StdSerializer<BigDecimal> {
    private static final long serialVersionUID = 1L;
    private static final int MAX_ZEROS = 1_000;

    PlainDecimals() {
        super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider) throws IOException {
        boolean plain = Math.abs((long) value.scale()) <= MAX_ZEROS;
        json.writeNumber(plain ? value.toPlainString() : value.toString());
    }
}
