package io.freshet.simulator.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.core.PartyType;
import io.freshet.core.TaxId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterTest {

    private static final long SEED = 20_260_101L;

    /** Of the companies before those tagged bulk, as they were when other tests began to rely on them. */
    private static final String FIRST_COMPANIES = "e3157202737caa62760b1f3577442d5c531f378adfc0947120bf670661791c9d";

    private final Register register = Register.build(SEED);

    @Test
    void shouldBeTheSameWhenItIsBuiltTwice() {
        assertThat(digest(Register.build(SEED).all().map(Party::toString)))
                .isEqualTo(digest(register.all().map(Party::toString)));
        assertThat(digest(Register.build(SEED + 5).all().map(Party::toString)))
                .isNotEqualTo(digest(register.all().map(Party::toString)));
    }

    @Test
    void shouldKeepNumbersAndNamesOfTheFirstCompaniesWhenOthersAreAdded() {
        Stream<String> lines = SouthernParties.build(SEED).values().stream()
                .filter(party -> !party.tags().contains("bulk"))
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .map(RegisterTest::line);
        assertThat(digest(lines)).isEqualTo(FIRST_COMPANIES);
    }

    @Test
    void shouldHaveValidNumbersForAllCompanies() {
        assertThat(register.all()
                        .filter(Party::isCompany)
                        .filter(party -> !party.country().equals("NO")))
                .hasSizeGreaterThan(2_000)
                .allSatisfy(party -> assertThat(TaxId.normalize(party.country(), PartyType.COMPANY, party.id()))
                        .as(party.toString())
                        .isInstanceOf(TaxId.Valid.class));
        assertThat(register.withLei()).hasSizeGreaterThan(200).allSatisfy(party -> {
            assertThat(party.lei()).isNotNull();
            assertThat(TaxId.isLei(String.valueOf(party.lei().code()))).isTrue();
        });
        assertThat(register.all().filter(party -> party.vat() != null))
                .hasSizeGreaterThan(100)
                .allSatisfy(party -> assertThat(
                                TaxId.normalize(party.country(), PartyType.COMPANY, String.valueOf(party.vat())))
                        .isInstanceOf(TaxId.Valid.class));
    }

    @Test
    void shouldHaveOrganisationNumbersOfNorwayWithTheirCheckDigit() {
        assertThat(register.all().filter(party -> party.country().equals("NO") && party.isCompany()))
                .hasSizeGreaterThan(200)
                .allSatisfy(party -> {
                    int sum = 0;
                    for (int i = 0; i < 9; i++) {
                        sum += (party.id().charAt(i) - '0')
                                * List.of(3, 2, 7, 6, 5, 4, 3, 2, 1).get(i);
                    }
                    assertThat(sum % 11).as(party.id()).isZero();
                });
    }

    @Test
    void shouldKnowEveryHolderThatItNamesById() {
        assertThat(register.all().flatMap(party -> party.holders().stream()).filter(holder -> holder.partyId() != null))
                .isNotEmpty()
                .allSatisfy(holder -> assertThat(register.party(holder)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "BR, deep, 10",
        "GB, deep, 10",
        "NO, deep, 5",
        "FR, deep, 5",
        "NO, diamond, 5",
        "FR, circular, 5",
        "NO, wide, 1",
        "FR, wide, 1",
        "FR, masked, 5",
        "BR, masked, 40",
        "NO, ceased, 5",
        "NO, dissolved, 10",
        "FR, dissolved, 10",
        "FR, insolvent, 10",
        "BR, foreign, 8",
        "GB, foreign, 8",
        "NO, foreign, 8",
        "FR, foreign, 8",
        "FR, vat, 100",
        "DE, vat, 6",
        "GR, vat, 6",
        "NO, lei, 20",
        "BR, sanctioned, 4",
        "NO, pep, 1",
        "FR, namesake, 3",
        "NO, lapsed, 3",
        "FR, plain, 160",
        "NO, plain, 160"
    })
    void shouldHavePartiesOfEveryKind(String country, String tag, int least) {
        assertThat(register.all()
                        .filter(party ->
                                party.country().equals(country) && party.tags().contains(tag)))
                .hasSizeGreaterThanOrEqualTo(least);
    }

    @Test
    void shouldHaveChainsOfSevenOwnersBelowTheDeepOnes() {
        assertThat(register.all().filter(party -> party.tags().contains("deep")))
                .allSatisfy(party -> assertThat(depth(party)).isEqualTo(7));
    }

    @Test
    void shouldHaveCirclesAndThreeHundredHolders() {
        assertThat(register.all().filter(party -> party.tags().contains("circular")))
                .allSatisfy(party -> assertThat(party.holders().stream()
                                .flatMap(holder -> register.party(holder).stream())
                                .flatMap(owner -> owner.holders().stream())
                                .map(Holder::partyId))
                        .contains(party.id()));
        assertThat(register.all().filter(party -> party.tags().contains("wide")))
                .allSatisfy(party -> assertThat(party.holders()).hasSize(300));
    }

    @Test
    void shouldTellPeopleApartButForNamesakes() {
        Set<String> names = new HashSet<>();
        List<Party> people = register.all().filter(party -> !party.isCompany()).toList();
        assertThat(people)
                .filteredOn(person -> !person.tags().contains("namesake"))
                .hasSizeGreaterThan(250)
                .allSatisfy(person ->
                        assertThat(names.add(person.name())).as(person.name()).isTrue());
        assertThat(people)
                .filteredOn(person -> person.tags().contains("namesake"))
                .allSatisfy(twin -> {
                    assertThat(twin.facts().topics()).isEmpty();
                    Party listed = register.listed()
                            .filter(party -> party.name().equals(twin.name()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(listed.facts().birthDate())
                            .isNotEqualTo(twin.facts().birthDate());
                });
    }

    private int depth(Party party) {
        return party.holders().stream()
                .flatMap(holder -> register.party(holder).stream())
                .filter(Party::isCompany)
                .mapToInt(owner -> 1 + depth(owner))
                .max()
                .orElse(0);
    }

    private static String line(Party party) {
        String holders = party.holders().stream()
                .map(holder -> "|" + (holder.partyId() == null ? holder.name() : holder.partyId()) + ':' + holder.band()
                        + ':' + holder.ceased())
                .collect(Collectors.joining());
        return party.id()
                + '|'
                + party.country()
                + '|'
                + party.name()
                + '|'
                + party.is(Status.DISSOLVED)
                + '|'
                + String.join(",", party.tags())
                + holders
                + '\n';
    }

    private static String digest(Stream<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
