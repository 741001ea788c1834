package dev.gather.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests for Kubernetes, as the build writes them. */
class ContainerManifestIT {
    private final List<JsonObject> resources = read();

    private static List<JsonObject> read() {
        try {
            Iterable<Object> documents = new Load(LoadSettings.builder().build())
                    .loadAllFromString(Files.readString(Path.of("target/kubernetes/kubernetes.yml")));
            return StreamSupport.stream(documents.spliterator(), false)
                    .map(JsonObject::mapFrom)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject resource(String kind) {
        List<JsonObject> found = resources.stream()
                .filter(resource -> resource.getString("kind").equals(kind))
                .toList();
        assertEquals(1, found.size(), kind + " in " + resources);
        return found.get(0);
    }

    private JsonObject pod() {
        return resource("Deployment")
                .getJsonObject("spec")
                .getJsonObject("template")
                .getJsonObject("spec");
    }

    private JsonObject container() {
        JsonArray containers = pod().getJsonArray("containers");
        assertEquals(1, containers.size());
        return containers.getJsonObject(0);
    }

    @Test
    void hasWhatAServiceNeedsAndNothingElse() {
        assertEquals(
                List.of("Deployment", "HorizontalPodAutoscaler", "PodDisruptionBudget", "Service"),
                resources.stream()
                        .map(resource -> resource.getString("kind"))
                        .sorted()
                        .toList());
    }

    @Test
    void asksForHealthWhereItIs() {
        for (String probe : new String[] {"live", "ready", "started"}) {
            String key =
                    probe.equals("live") ? "livenessProbe" : probe.equals("ready") ? "readinessProbe" : "startupProbe";
            JsonObject http = container().getJsonObject(key).getJsonObject("httpGet");

            assertEquals("/q/health/" + probe, http.getString("path"));
            assertEquals(8080, http.getInteger("port"));
        }
    }

    @Test
    void runsAsNobodyAndMayWriteNothing() {
        JsonObject ofPod = pod().getJsonObject("securityContext");
        JsonObject ofContainer = container().getJsonObject("securityContext");

        assertTrue(ofPod.getBoolean("runAsNonRoot"));
        assertEquals("RuntimeDefault", ofPod.getJsonObject("seccompProfile").getString("type"));
        assertTrue(ofContainer.getBoolean("readOnlyRootFilesystem"));
        assertEquals(false, ofContainer.getBoolean("allowPrivilegeEscalation"));
        assertEquals(
                new JsonArray().add("ALL"),
                ofContainer.getJsonObject("capabilities").getJsonArray("drop"));
    }

    /** Or Kubernetes would kill what still answers. */
    @Test
    void hasMoreTimeToEndThanItTakes() {
        assertTrue(pod().getInteger("terminationGracePeriodSeconds") > 5 + 30);
    }

    @Test
    void scalesByWhatItAsksFor() {
        JsonObject resources = container().getJsonObject("resources");
        JsonObject scaled =
                resource("HorizontalPodAutoscaler").getJsonObject("spec").getJsonObject("scaleTargetRef");

        assertEquals("500m", resources.getJsonObject("requests").getString("cpu"));
        assertEquals("512Mi", resources.getJsonObject("limits").getString("memory"));
        assertEquals(resource("Deployment").getJsonObject("metadata").getString("name"), scaled.getString("name"));
    }

    /** Any user may read the mounted compositions. */
    @Test
    void mountsCompositionsThatItsUserCanRead() {
        JsonObject volume = pod().getJsonArray("volumes").getJsonObject(0);

        assertEquals(0444, volume.getJsonObject("configMap").getInteger("defaultMode"));
        assertEquals(
                "/opt/compositions",
                container().getJsonArray("volumeMounts").getJsonObject(0).getString("mountPath"));
        assertEquals(
                new JsonObject().put("name", "GATHER_COMPOSITIONS").put("value", "/opt/compositions"),
                container().getJsonArray("env").getJsonObject(0));
    }
}
