package dev.gather.start;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.ConfigRecorder;
import io.smallrye.config.ConfigValue;
import java.util.Map;

/**
 * Checks only properties that were set for this process. Looking up the configured value of each property that is fixed or
 * deprecated, a few hundred, took 5 % of the processor time until the first poll.
 */
@TargetClass(ConfigRecorder.class)
final class SetPropertiesOnly {
    private SetPropertiesOnly() {}

    @Substitute
    public void handleConfigChange(Map<String, ConfigValue> fixed) {
        SetProperties.warnOfFixed(fixed);
    }

    @Substitute
    public void deprecatedProperties(Map<String, String> deprecated) {
        SetProperties.warnOfDeprecated(deprecated);
    }
}
