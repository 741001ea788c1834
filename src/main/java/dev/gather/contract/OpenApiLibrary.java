package dev.gather.contract;

import io.quarkus.runtime.ImageMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the library that reads OpenAPI documents. The function does not have it. In dev mode and tests it is on the class path;
 * for commands that are run from the jar, it is in the folder {@value #FOLDER} beside it.
 */
public final class OpenApiLibrary {
    private static final String FOLDER = "openapi";

    /** The package of the classes that use the library: they are defined by the class loader that knows it. */
    private static final String USERS = "dev.gather.contract.swagger.";

    private static final String READER = USERS + "SwaggerReader";
    private static final String MADE = "./mvnw package makes both in target";

    private OpenApiLibrary() {}

    /**
     * A reader of documents.
     *
     * @throws UnusableDocumentException if the library is not there
     */
    public static OpenApiReader reader() {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            throw new UnusableDocumentException(
                    "the native executable cannot read OpenAPI documents: run it on the JVM, "
                            + "java -jar gather-…-runner.jar check --openapi upstream=file, with the folder " + FOLDER
                            + " beside the jar; " + MADE);
        }
        ClassLoader known = OpenApiLibrary.class.getClassLoader();
        boolean onClassPath = known.getResource("io/swagger/v3/parser/OpenAPIV3Parser.class") != null;
        return reader(onClassPath ? known : new Beside(jars(), known));
    }

    private static OpenApiReader reader(ClassLoader loader) {
        try {
            return (OpenApiReader)
                    loader.loadClass(READER).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the reader of OpenAPI documents cannot be made", e);
        }
    }

    private static List<URL> jars() {
        Path folder = program().resolveSibling(FOLDER);
        List<URL> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path jar : found) {
                    jars.add(jar.toUri().toURL());
                }
            } catch (IOException e) {
                throw new UnusableDocumentException(folder + " cannot be read: check its permissions");
            }
        }
        if (jars.isEmpty()) {
            throw new UnusableDocumentException("the library that reads OpenAPI documents is not in " + folder
                    + ": it belongs beside the jar, and " + MADE);
        }
        return jars;
    }

    /** The jar that this class is from. */
    private static Path program() {
        try {
            return Path.of(OpenApiLibrary.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's place is no file", e);
        }
    }

    /** Knows the library, and defines the classes that use it; all others are the program's. It stays open until the command ends. */
    private static final class Beside extends URLClassLoader {
        private final ClassLoader program;

        Beside(List<URL> jars, ClassLoader program) {
            super(jars.toArray(URL[]::new), program);
            this.program = program;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(USERS)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? defined(name) : loaded;
        }

        private Class<?> defined(String name) throws ClassNotFoundException {
            try (InputStream code = program.getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (code == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
