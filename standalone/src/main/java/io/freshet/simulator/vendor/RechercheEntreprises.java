package io.freshet.simulator.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.simulator.http.Answer;
import io.freshet.simulator.http.Request;
import io.freshet.simulator.register.Address;
import io.freshet.simulator.register.Holder;
import io.freshet.simulator.register.Party;
import io.freshet.simulator.register.Register;
import io.freshet.simulator.register.Status;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The French state's search of companies, {@code GET /search?q=}: by the SIREN, or by words of the name, of which all must be
 * there.
 */
final class RechercheEntreprises implements Vendor {

    private static final String NOT_DISCLOSED = "[NON-DIFFUSIBLE]";
    private static final int SIREN = 9;
    private static final int LARGEST_PAGE = 25;

    private final Register register;

    RechercheEntreprises(Register register) {
        this.register = register;
    }

    @Override
    public String name() {
        return "rechercheentreprises";
    }

    @Override
    public String subject(Request request, String path) {
        return request.parameter("q").orElse("");
    }

    @Override
    public Answer error(int status) {
        return Answer.json(
                status,
                Documents.object()
                        .put(
                                "erreur",
                                status == 429
                                        ? "Trop de requêtes, veuillez réessayer plus tard."
                                        : "Erreur " + status));
    }

    private static Answer refusal(String message) {
        return Answer.json(400, Documents.object().put("erreur", message));
    }

    @Override
    public Answer answer(Request request, String path) {
        if (!path.equals("/search")) {
            return error(404);
        }
        String words = subject(request, path).strip();
        if (words.length() < 3) {
            return refusal("3 caractères minimum pour les termes de la requête (ou utilisez au moins un filtre)");
        }
        Optional<Integer> page = number(request, "page", 1);
        Optional<Integer> size = number(request, "per_page", 10);
        if (page.isEmpty() || page.get() < 1) {
            return refusal("Veuillez indiquer un paramètre `page` correct.");
        }
        if (size.isEmpty() || size.get() < 1 || size.get() > LARGEST_PAGE) {
            return refusal("Veuillez indiquer un paramètre `per_page` entre 1 et 25, par défaut 10.");
        }
        List<Party> found = found(words);
        ObjectNode answer = Documents.object();
        ArrayNode results = answer.putArray("results");
        found.stream()
                .skip((page.get() - 1L) * size.get())
                .limit(size.get())
                .forEach(party -> results.add(result(party)));
        return Answer.json(
                200,
                answer.put("total_results", found.size())
                        .put("page", page.get())
                        .put("per_page", size.get())
                        .put("total_pages", (found.size() + size.get() - 1) / size.get()));
    }

    private List<Party> found(String words) {
        String digits = words.replace(" ", "");
        if (digits.matches("[0-9]{9}|[0-9]{14}")) {
            return register.company("FR", digits.substring(0, SIREN)).stream().toList();
        }
        List<String> wanted = List.of(words.toUpperCase(Locale.ROOT).split(" +"));
        return register.all()
                .filter(party -> party.isCompany() && party.country().equals("FR"))
                .filter(party -> List.of(party.name().toUpperCase(Locale.ROOT).split(" +"))
                        .containsAll(wanted))
                .toList();
    }

    private static Optional<Integer> number(Request request, String name, int otherwise) {
        String text = request.parameter(name).orElse(Integer.toString(otherwise));
        return text.matches("[0-9]{1,6}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private ObjectNode result(Party party) {
        boolean undisclosed = party.facts().undisclosed();
        boolean partnership =
                party.holders().stream().anyMatch(holder -> holder.role().owns());
        // Names of companies are shown even where their people and address are not.
        String name = party.name().toUpperCase(Locale.ROOT);
        ObjectNode result = Documents.object()
                .put("siren", party.id())
                .put("nom_complet", name)
                .put("nom_raison_sociale", name)
                .put("sigle", undisclosed ? NOT_DISCLOSED : null)
                .put("nombre_etablissements", 1)
                .put("nombre_etablissements_ouverts", party.is(Status.DISSOLVED) ? 0 : 1)
                .put("activite_principale", "62.01Z")
                .put("categorie_entreprise", "PME")
                .put("annee_categorie_entreprise", "2023")
                .put("date_creation", "2004-03-02")
                .put("date_fermeture", party.facts().ended())
                .put("date_mise_a_jour", "2024-02-11T04:52:17")
                .put("etat_administratif", party.is(Status.DISSOLVED) ? "C" : "A")
                .put("nature_juridique", partnership ? "5202" : "5710")
                .put("section_activite_principale", "J")
                .put("statut_diffusion", undisclosed ? "P" : "O")
                .put("tranche_effectif_salarie", "12")
                .put("annee_tranche_effectif_salarie", "2022")
                .put("caractere_employeur", "O");
        result.set("siege", seat(party, undisclosed));
        ArrayNode managers = result.putArray("dirigeants");
        // Who is there now; those who have gone are not shown.
        party.holders().stream()
                .filter(holder -> holder.ceased() == null)
                .forEach(holder -> managers.add(manager(holder, undisclosed)));
        result.putNull("finances");
        result.putObject("complements")
                .put("est_entrepreneur_individuel", false)
                .put("est_association", false)
                .put("est_service_public", false);
        result.putArray("matching_etablissements");
        return result;
    }

    private static JsonNode seat(Party party, boolean undisclosed) {
        Address address = party.facts().address();
        String line = address.number() == null ? address.street() : address.number() + ' ' + address.street();
        ObjectNode seat = Documents.object()
                .put("siret", party.id() + "00017")
                .put("est_siege", true)
                .put("etat_administratif", party.is(Status.DISSOLVED) ? "F" : "A")
                .put("date_creation", "2004-03-02")
                .put("date_fermeture", party.facts().ended())
                .put("activite_principale", "62.01Z")
                .put("code_postal", address.postalCode())
                .put("libelle_commune", address.city())
                .put("commune", "75102")
                .put("departement", "75")
                .put("region", "11")
                .putNull("code_pays_etranger")
                .putNull("libelle_pays_etranger")
                .put("tranche_effectif_salarie", "12");
        return undisclosed
                ? seat.put("adresse", NOT_DISCLOSED)
                        .put("code_postal", NOT_DISCLOSED)
                        .put("numero_voie", NOT_DISCLOSED)
                        .put("type_voie", NOT_DISCLOSED)
                        .put("libelle_voie", NOT_DISCLOSED)
                : seat.put("adresse", line + ' ' + address.postalCode() + ' ' + address.city())
                        .put("numero_voie", address.number())
                        .put("type_voie", word(address.street(), true))
                        .put("libelle_voie", word(address.street(), false));
    }

    private static String word(String street, boolean first) {
        int space = street.indexOf(' ');
        if (space < 0) {
            return first ? "" : street;
        }
        return first ? street.substring(0, space) : street.substring(space + 1);
    }

    private ObjectNode manager(Holder holder, boolean undisclosed) {
        @Nullable Party known = register.party(holder).orElse(null);
        boolean company = register.isCompany(holder);
        String name = register.nameOf(holder).toUpperCase(Locale.ROOT);
        ObjectNode manager = Documents.object();
        if (company) {
            // Of a company from abroad the register of commerce has no SIREN.
            manager.put("siren", known != null && known.country().equals("FR") ? known.id() : null)
                    .put("denomination", name);
        } else if (undisclosed) {
            manager.put("nom", NOT_DISCLOSED)
                    .put("prenoms", NOT_DISCLOSED)
                    .put("annee_de_naissance", NOT_DISCLOSED)
                    .putNull("date_de_naissance")
                    .put("nationalite", nationality(known));
        } else {
            int space = name.lastIndexOf(' ');
            @Nullable String birth = known == null ? null : known.facts().birthDate();
            manager.put("nom", name.substring(space + 1))
                    .put("prenoms", space < 0 ? "" : name.substring(0, space))
                    .put("annee_de_naissance", birth == null ? null : birth.substring(0, 4))
                    .put("date_de_naissance", birth == null ? null : birth.substring(0, 7))
                    .put("nationalite", nationality(known));
        }
        return manager.put("qualite", quality(holder))
                .put("type_dirigeant", company ? "personne morale" : "personne physique");
    }

    private static String quality(Holder holder) {
        return switch (holder.role()) {
            case OWNER -> "Associé indéfiniment responsable";
            case OFFICER -> "Président de SAS";
            case BOTH -> "Gérant et associé indéfiniment responsable";
        };
    }

    private static @Nullable String nationality(@Nullable Party person) {
        if (person == null) {
            return null;
        }
        return switch (person.country()) {
            case "FR" -> "Française";
            case "GB" -> "Britannique";
            case "NO" -> "Norvégienne";
            case "BR" -> "Brésilienne";
            default -> null;
        };
    }
}
