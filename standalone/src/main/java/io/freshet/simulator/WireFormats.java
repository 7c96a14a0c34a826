package io.freshet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The register in the wire formats of BrasilAPI and Companies House, with a few recorded answers of the real ones. */
final class WireFormats {

    static final String BRASIL_API = "brasilapi";
    static final String COMPANIES_HOUSE = "companieshouse";
    private static final String RECORDED_PSC_COMPANY = "14273658";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, SimulatedParty> parties;
    private final Map<String, JsonNode> recorded = new ConcurrentHashMap<>();

    WireFormats(Map<String, SimulatedParty> parties) {
        this.parties = parties;
        recorded.put("/api/cnpj/v1/19131243000197", recording("brasilapi-19131243000197"));
        recorded.put("/company/08957400", recording("companieshouse-08957400"));
        JsonNode psc = recording("companieshouse-psc-14273658").path("data");
        recorded.put(
                "/company/" + RECORDED_PSC_COMPANY + "/persons-with-significant-control",
                list(json.createArrayNode().add(psc)));
        // The recording holds the holder only; of the company it holds the number.
        recorded.put(
                "/company/" + RECORDED_PSC_COMPANY,
                json.createObjectNode()
                        .put("company_number", RECORDED_PSC_COMPANY)
                        .put("company_name", "COMPANY " + RECORDED_PSC_COMPANY)
                        .put("company_status", "active")
                        .put("type", "ltd"));
    }

    /** The answer to a path below the vendor's base address; empty for 404. */
    Optional<JsonNode> answer(String vendor, String path) {
        JsonNode known = recorded.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        String[] parts = path.split("/");
        if (vendor.equals(BRASIL_API) && path.startsWith("/api/cnpj/v1/") && parts.length == 5) {
            return find(parts[4], "BR").map(this::brasilApi);
        }
        if (vendor.equals(COMPANIES_HOUSE) && path.startsWith("/company/") && parts.length >= 3) {
            return find(parts[2], "GB").flatMap(party -> companiesHouse(party, parts.length == 3 ? "" : parts[3]));
        }
        return Optional.empty();
    }

    private Optional<SimulatedParty> find(String id, String country) {
        return Optional.ofNullable(parties.get(id))
                .filter(party -> party.country().equals(country));
    }

    private JsonNode brasilApi(SimulatedParty party) {
        ObjectNode answer = json.createObjectNode()
                .put("cnpj", party.id())
                .put("razao_social", party.name())
                .put("nome_fantasia", "")
                .put("situacao_cadastral", party.dissolved() ? 8 : 2)
                .put("descricao_situacao_cadastral", party.dissolved() ? "BAIXADA" : "ATIVA")
                .put("data_inicio_atividade", "2004-03-02")
                .put("natureza_juridica", "Sociedade Empresária Limitada")
                .put("cnae_fiscal", 6201501)
                .put("cnae_fiscal_descricao", "Desenvolvimento de programas de computador sob encomenda")
                .put("descricao_tipo_de_logradouro", "RUA")
                .put("logradouro", "DAS FLORES")
                .put("numero", Integer.toString(party.id().hashCode() & 0xfff))
                .put("bairro", "CENTRO")
                .put("municipio", "SAO PAULO")
                .put("uf", "SP")
                .put("cep", "01311902");
        ArrayNode qsa = answer.putArray("qsa");
        for (SimulatedParty.Holder holder : party.holders()) {
            if (holder.ceased() != null) {
                continue; // The QSA lists who is a partner now.
            }
            String companyId = holder.companyId();
            boolean company = companyId != null;
            qsa.addObject()
                    .put("identificador_de_socio", company ? 1 : 2)
                    .put("nome_socio", companyId == null ? holder.name() : nameOf(companyId))
                    .put("cnpj_cpf_do_socio", companyId == null ? masked(holder) : companyId)
                    .put("codigo_qualificacao_socio", company ? 22 : 49)
                    .put("qualificacao_socio", company ? "Sócio" : "Sócio-Administrador")
                    .put("data_entrada_sociedade", "2010-06-01");
        }
        return answer;
    }

    private Optional<JsonNode> companiesHouse(SimulatedParty party, String part) {
        return switch (part) {
            case "" ->
                Optional.of(json.createObjectNode()
                        .put("company_number", party.id())
                        .put("company_name", party.name().toUpperCase(Locale.ROOT) + " LIMITED")
                        .put("company_status", party.dissolved() ? "dissolved" : "active")
                        .put("type", "ltd")
                        .put("date_of_creation", "2004-03-02")
                        .<ObjectNode>set("sic_codes", json.createArrayNode().add("62012"))
                        .set(
                                "registered_office_address",
                                json.createObjectNode()
                                        .put("address_line_1", "1 High Street")
                                        .put("locality", "Leeds")
                                        .put("postal_code", "LS1 1AA")
                                        .put("country", "England")));
            case "officers" ->
                Optional.of(list(json.createArrayNode()
                        .add(json.createObjectNode()
                                .put("name", "OFFICER, Example")
                                .put("officer_role", "director")
                                .put("appointed_on", "2010-06-01"))));
            case "persons-with-significant-control" -> Optional.of(controllers(party));
            default -> Optional.empty();
        };
    }

    private JsonNode controllers(SimulatedParty party) {
        ArrayNode items = json.createArrayNode();
        for (SimulatedParty.Holder holder : party.holders()) {
            String companyId = holder.companyId();
            ObjectNode item = items.addObject()
                    .put("name", companyId == null ? holder.name() : nameOf(companyId))
                    .put("notified_on", "2016-04-06");
            item.putArray("natures_of_control")
                    .add("ownership-of-shares-" + holder.band() + "-to-" + (holder.band() + 25) + "-percent");
            if (holder.ceased() != null) {
                item.put("ceased_on", holder.ceased());
            }
            if (companyId == null) {
                item.put("kind", "individual-person-with-significant-control");
            } else {
                item.put("kind", "corporate-entity-person-with-significant-control")
                        .putObject("identification")
                        .put("registration_number", companyId)
                        .put("country_registered", "United Kingdom");
            }
        }
        return list(items);
    }

    private ObjectNode list(ArrayNode items) {
        ObjectNode list = json.createObjectNode().put("total_results", items.size());
        list.set("items", items);
        return list;
    }

    private String nameOf(String companyId) {
        SimulatedParty party = parties.get(companyId);
        return party == null ? companyId : party.name();
    }

    private static String masked(SimulatedParty.Holder holder) {
        return "***%06d**".formatted(Objects.hash(holder.name()) & 0x7ffff);
    }

    private JsonNode recording(String name) {
        String file = "/simulator/recorded/" + name + ".json";
        try (InputStream stream = Objects.requireNonNull(WireFormats.class.getResourceAsStream(file), file)) {
            return json.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
