package dev.gather;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the house: each knows those below it and none above. */
@AnalyzeClasses(packages = "dev.gather", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule roomsMakeNoCycle =
            slices().matching("dev.gather.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule expressionsKnowNoOtherRoom =
            knowsNone("expression", "yaml", "input", "composition", "execution", "http", "sql", "door", "dev");

    @ArchTest
    static final ArchRule yamlKnowsNoOtherRoom =
            knowsNone("yaml", "expression", "input", "composition", "execution", "http", "sql", "door", "dev");

    @ArchTest
    static final ArchRule inputsKnowOnlyYaml =
            knowsNone("input", "expression", "composition", "execution", "http", "sql", "door", "dev");

    @ArchTest
    static final ArchRule compositionsKnowNoKindAndNoEngine =
            knowsNone("composition", "execution", "http", "sql", "door", "dev");

    @ArchTest
    static final ArchRule theEngineKnowsNoKindAndNoDoor = knowsNone("execution", "http", "sql", "door", "dev");

    @ArchTest
    static final ArchRule httpKnowsOnlyCompositions = knowsNone("http", "execution", "sql", "door", "dev");

    @ArchTest
    static final ArchRule sqlKnowsOnlyCompositions = knowsNone("sql", "execution", "http", "door", "dev");

    @ArchTest
    static final ArchRule doorsKnowNoKind = knowsNone("door", "http", "sql", "dev");

    @ArchTest
    static final ArchRule loggingKnowsNoOtherRoom =
            knowsNone("logging", "yaml", "expression", "composition", "execution", "http", "sql", "door", "dev");

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

    private static ArchRule knowsNone(String room, String... others) {
        String[] packages = new String[others.length];
        for (int i = 0; i < others.length; i++) {
            packages[i] = "dev.gather." + others[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage("dev.gather." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
