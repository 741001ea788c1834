package dev.gather.lambda;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gather.json.ExactJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client context of an invocation as its client sent it, which Lambda's Java runtime has read into objects. */
final class ClientContexts {
    private ClientContexts() {}

    /** Its JSON; empty if there is none. */
    static Optional<String> text(@Nullable ClientContext context) {
        if (context == null) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        Optional.ofNullable(context.getClient()).ifPresent(client -> members.put("client", client(client)));
        Optional.ofNullable(context.getCustom()).ifPresent(custom -> members.put("custom", custom));
        Optional.ofNullable(context.getEnvironment()).ifPresent(environment -> members.put("env", environment));
        try {
            return Optional.of(ExactJson.text(members));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it has texts only", e);
        }
    }

    private static Map<String, @Nullable Object> client(Client client) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("installation_id", client.getInstallationId());
        members.put("app_title", client.getAppTitle());
        members.put("app_version_name", client.getAppVersionName());
        members.put("app_version_code", client.getAppVersionCode());
        members.put("app_package_name", client.getAppPackageName());
        return members;
    }
}
