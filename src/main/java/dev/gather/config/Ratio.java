package dev.gather.config;

import java.math.BigDecimal;
import org.eclipse.microprofile.config.spi.Converter;

/** Converts a ratio in the configuration: {@code 10%} or {@code 0.1}. */
public final class Ratio implements Converter<Double> {
    private static final long serialVersionUID = 1L;

    /**
     * The ratio, from 0 to 1.
     *
     * @throws IllegalArgumentException if the text is not such a ratio
     */
    @Override
    public Double convert(String text) {
        String number = text.strip();
        boolean percent = number.endsWith("%");
        try {
            BigDecimal written = new BigDecimal(
                    percent ? number.substring(0, number.length() - 1).strip() : number);
            double ratio = (percent ? written.movePointLeft(2) : written).doubleValue();
            if (ratio >= 0 && ratio <= 1) {
                return ratio;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(fault(text), e);
        }
        throw new IllegalArgumentException(fault(text));
    }

    private static String fault(String text) {
        return "'" + text + "' is not a ratio from 0 to 1: write it as 10% or 0.1";
    }
}
