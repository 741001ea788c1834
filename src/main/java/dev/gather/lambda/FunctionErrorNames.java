package dev.gather.lambda;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/** Makes Quarkus' poll loop report only the simple name of an error's class, which is stable and hides the packages. */
@Singleton
class FunctionErrorNames implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(io.quarkus.amazon.lambda.runtime.FunctionError.class, ShortType.class);
    }

    /** The mix-in for Quarkus' own record of an error. */
    @RegisterForReflection
    abstract static class ShortType {
        @JsonProperty
        @JsonSerialize(converter = SimpleName.class)
        abstract String getErrorType();
    }

    /** A class's name without its package and enclosing class. */
    @RegisterForReflection
    static final class SimpleName extends StdConverter<String, String> {
        @Override
        public String convert(String className) {
            return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
        }
    }
}
