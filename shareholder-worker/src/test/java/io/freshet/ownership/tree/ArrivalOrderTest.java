package io.freshet.ownership.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Whatever the order of the answers, the tree is the same; random graphs with cycles, limits and failures. */
class ArrivalOrderTest {

    private static final Plan GENEROUS = new Plan(4, 500, 200, List.of(Register.COMPANIES));

    @RepeatedTest(60)
    void shouldGiveTheSameTreeWhenAnswersComeInAnotherOrder() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Register register = randomRegister(random);
        Plan plan = random.nextBoolean()
                ? GENEROUS
                : new Plan(random.nextInt(6), 3 + random.nextInt(12), 1 + random.nextInt(4), GENEROUS.providers());
        Resolution expected = register.resolve(plan, new Random(0));

        for (int order = 1; order <= 20; order++) {
            // When
            Register.Run run = register.run(plan, new Random(seed + order));

            // Then
            assertThat(run.resolution()).as("seed %d, order %d", seed, order).isEqualTo(expected);
            assertThat(run.commands().values()).as("seed %d: asked once", seed).allMatch(times -> times == 1);
            assertThat(run.commands()).as("seed %d: spent", seed).hasSizeLessThan(2 * plan.maxNodes());
        }
    }

    @Test
    void shouldKeepWithinTheBudgetWhenBranchesAnswerInTheWrongOrder() {
        // Given: the smaller branch answers first and would fill the budget
        Register register = new Register().holds("A", 60, "ROOT").holds("B", 40, "ROOT");
        for (int i = 0; i < 10; i++) {
            register.holds("UNDER-A" + i, 10, "A").holds("UNDER-B" + i, 10, "B");
        }
        Plan plan = new Plan(3, 10, 200, List.of(Register.COMPANIES));

        // When
        Resolution resolution = register.resolve(plan, new Random(3));

        // Then
        assertThat(resolution.nodes()).filteredOn(node -> !node.truncated()).hasSize(10);
        assertThat(resolution.truncated()).hasSize(13);
        assertThat(resolution.nodes())
                .filteredOn(node -> node.id().contains("UNDERB"))
                .allMatch(Node::truncated);
    }

    private static Register randomRegister(Random random) {
        int companies = 2 + random.nextInt(14);
        Register register = new Register();
        for (int edge = 0; edge < companies * 2; edge++) {
            String owner = name(random.nextInt(companies));
            String owned = name(random.nextInt(companies));
            switch (random.nextInt(8)) {
                case 0 -> register.held(owner, owned, "2019-05-05");
                case 1 -> register.holds(Register.person(null, "P" + random.nextInt(3)), random.nextInt(50), owned);
                case 2 -> register.fails(owner);
                case 3, 4, 5, 6, 7 -> register.holds(owner, random.nextInt(100), owned);
                default -> throw new AssertionError();
            }
        }
        return register;
    }

    private static String name(int number) {
        return number == 0 ? "ROOT" : "C" + number;
    }
}
