package dev.gather;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.List;

/** The rooms of the house: each knows those below it, and none above or beside it. */
@AnalyzeClasses(packages = "dev.gather", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** From the roof to the cellar. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("console"),
            List.of("container", "dev", "start"),
            List.of("cli", "lambda"),
            List.of("mcp", "openapi", "rehearsal"),
            List.of("runtime", "web"),
            List.of("catalog", "contract", "execution", "postgresql"),
            List.of("composition", "fetch", "http", "redis", "report", "sql"),
            List.of("auth", "cache", "lock"),
            List.of("source"),
            List.of("expression", "input", "time"),
            List.of("jsonata", "schema"),
            List.of("format", "function"),
            List.of("aws", "evaluation", "regex"),
            List.of("logging", "trace"),
            List.of("config"),
            List.of("failure", "json", "yaml"));

    @ArchTest
    static void roomsKnowOnlyThoseBelowThem(JavaClasses classes) {
        LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (List<String> floor : FLOORS) {
            for (String room : floor) {
                house = house.layer(room).definedBy("dev.gather." + room + "..");
            }
        }
        List<String> above = new ArrayList<>();
        for (List<String> floor : FLOORS) {
            for (String room : floor) {
                house = above.isEmpty()
                        ? house.whereLayer(room).mayNotBeAccessedByAnyLayer()
                        : house.whereLayer(room).mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
            }
            above.addAll(floor);
        }
        house.ensureAllClassesAreContainedInArchitectureIgnoring("dev.gather").check(classes);
    }

    @ArchTest
    static final ArchRule roomsMakeNoCycle =
            slices().matching("dev.gather.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noStackIsPrinted = noClasses().should().callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule theEngineStartsNoThreads = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gather.dev..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.locks..");
}
