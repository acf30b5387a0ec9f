package city.senne;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;

/// The rules of the house: who may use whom, what things are called, how long a file may be.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseTest {
    /// From the ground up: an area may use those before it.
    private static final List<String> AREAS =
            List.of("platform", "trust", "data", "territory", "realtime", "insight", "services", "civic", "demo");

    private static final int LONGEST_FILE = 450;

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("city.senne");

    @Test
    void a_module_uses_only_the_doors_of_the_modules_it_names() {
        ApplicationModules.of(Senne.class).verify();
    }

    Stream<String> areas() {
        return AREAS.stream().limit(AREAS.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("areas")
    void an_area_is_built_only_on_the_areas_before_it(String area) {
        String[] above = AREAS.subList(AREAS.indexOf(area) + 1, AREAS.size()).stream()
                .map(higher -> "city.senne." + higher + "..")
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage("city.senne." + area + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(above))
                .allowEmptyShould(true)
                .check(house);
    }

    @Test
    void every_area_is_known() {
        assertThat(house.stream()
                        .map(type -> type.getPackageName())
                        .filter(name -> name.startsWith("city.senne."))
                        .map(name -> name.substring("city.senne.".length()).replaceFirst("\\..*", ""))
                        .distinct())
                .isSubsetOf(Stream.concat(AREAS.stream(), Stream.of("engine", "templates"))
                        .toList());
    }

    @Test
    void the_engine_knows_nothing_of_the_program() {
        noClasses()
                .that(resideInAPackage("city.senne.engine.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework..", "jakarta.."))
                .check(house);
    }

    /// A plain hash over something hidden confirms whoever guesses it: names of answers are `Fingerprints`.
    @Test
    void what_answers_readers_hashes_nothing_without_the_citys_key() {
        noClasses()
                .that(resideInAnyPackage(
                        "city.senne.data.explore..",
                        "city.senne.data.ogc..",
                        "city.senne.data.query..",
                        "city.senne.data.standards..",
                        "city.senne.data.tiles.."))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(MessageDigest.class)
                .check(house);
    }

    @Test
    void a_name_says_what_a_class_is_for() {
        classes()
                .that(resideInAPackage("city.senne.."))
                .should()
                .haveNameNotMatching(".*(Impl|Manager|Helper|Utils?)$|.*\\.(Abstract|Base|Default)[A-Z]\\w*")
                .check(house);
    }

    @Test
    void no_file_is_too_long_to_read() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(file -> file.toString().matches(".*/src/.*\\.(java|ts|jte|g4)"))
                            .filter(file -> !file.toString().matches(".*/(target|node_modules)/.*"))
                            .filter(HouseTest::isTooLong))
                    .isEmpty();
        }
    }

    private static boolean isTooLong(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count() > LONGEST_FILE;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
