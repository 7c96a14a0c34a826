package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The table of the contract's rows and their tests names only tests that are there, and a test in every row. */
class ContractCoverageTest {

    private static final Path TABLE = Path.of("").toAbsolutePath().getParent().resolve("docs/contract-coverage.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void shouldNameTestsThatAreThere() throws IOException {
        List<String> missing = new ArrayList<>();
        List<MatchResult> named =
                NAMED.matcher(Files.readString(TABLE)).results().toList();
        for (MatchResult test : named) {
            if (!isTest(test.group(1), test.group(2))) {
                missing.add(test.group());
            }
        }
        assertThat(named).hasSizeGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    @Test
    void shouldNameATestInEveryRow() throws IOException {
        try (Stream<String> lines = Files.lines(TABLE)) {
            assertThat(lines.filter(line -> line.startsWith("| "))
                            .filter(line -> !line.equals("| Row | Test |"))
                            .filter(line -> !NAMED.matcher(line).find()))
                    .isEmpty();
        }
    }

    private static boolean isTest(String className, String method) {
        try {
            // Not initialized: a class must not start the system for this.
            Class<?> type = Class.forName(
                    ContractCoverageTest.class.getPackageName() + '.' + className,
                    false,
                    ContractCoverageTest.class.getClassLoader());
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(candidate -> candidate.getName().equals(method))
                    .anyMatch(ContractCoverageTest::isTest);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
