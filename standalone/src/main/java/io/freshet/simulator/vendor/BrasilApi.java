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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** BrasilAPI, {@code GET /api/cnpj/v1/{cnpj}}: Receita Federal's register of companies with their partners. */
final class BrasilApi implements Vendor {

    private static final String PATH = "/api/cnpj/v1/";
    private static final int CNPJ = 14;
    private static final String RECORDED = "19131243000197";

    /** Receita's codes and names of countries. */
    private record Country(int code, String name) {}

    private static final Map<String, Country> COUNTRIES = Map.of(
            "GB", new Country(628, "REINO UNIDO"),
            "NO", new Country(538, "NORUEGA"),
            "FR", new Country(275, "FRANCA"),
            "DE", new Country(23, "ALEMANHA"),
            "US", new Country(249, "ESTADOS UNIDOS"));

    private final Register register;
    private final JsonNode recorded = Documents.recording("brasilapi-" + RECORDED);

    BrasilApi(Register register) {
        this.register = register;
    }

    @Override
    public String name() {
        return "brasilapi";
    }

    @Override
    public String subject(Request request, String path) {
        return path.startsWith(PATH) ? bare(path.substring(PATH.length())) : "";
    }

    @Override
    public Answer answer(Request request, String path) {
        if (!path.startsWith(PATH)) {
            return error(404);
        }
        String cnpj = subject(request, path);
        if (cnpj.equals(RECORDED)) {
            return Answer.json(200, recorded);
        }
        if (cnpj.length() != CNPJ) {
            return refusal(400, "CNPJ " + cnpj + " inválido.", "bad_request", "BadRequestError");
        }
        return register.company("BR", cnpj)
                .map(party -> Answer.json(200, document(party)))
                .orElseGet(() -> refusal(404, "CNPJ " + cnpj + " não encontrado.", "not_found", "NotFoundError"));
    }

    @Override
    public Answer error(int status) {
        return refusal(status, "Erro " + status, status < 500 ? "bad_request" : "service_error", "Error");
    }

    private static Answer refusal(int status, String message, String type, String name) {
        return Answer.json(
                status,
                Documents.object().put("message", message).put("type", type).put("name", name));
    }

    private static String bare(String text) {
        return text.replaceAll("[^0-9A-Za-z]", "");
    }

    private JsonNode document(Party party) {
        Address address = party.facts().address();
        ObjectNode answer = Documents.object()
                .put("cnpj", party.id())
                .put("identificador_matriz_filial", 1)
                .put("descricao_identificador_matriz_filial", "MATRIZ")
                .put("razao_social", party.name())
                .put("nome_fantasia", "")
                .put("data_inicio_atividade", "2004-03-02")
                .put("codigo_natureza_juridica", 2062)
                .put("natureza_juridica", "Sociedade Empresária Limitada")
                .put("cnae_fiscal", 6201501)
                .put("cnae_fiscal_descricao", "Desenvolvimento de programas de computador sob encomenda")
                .put("descricao_tipo_de_logradouro", "RUA")
                .put("logradouro", address.street())
                .put("numero", address.number())
                .put("complemento", "")
                .put("bairro", "CENTRO")
                .put("municipio", address.city())
                .put("uf", address.region())
                .put("cep", address.postalCode())
                .put("capital_social", 100000)
                .put("porte", "DEMAIS")
                .put("ddd_telefone_1", "")
                .putNull("email")
                .putNull("pais")
                .putNull("codigo_pais");
        putStatus(answer, party);
        ArrayNode partners = answer.putArray("qsa");
        // The QSA lists who is a partner now.
        party.holders().stream()
                .filter(holder -> holder.ceased() == null)
                .forEach(holder -> putPartner(partners.addObject(), holder));
        return answer;
    }

    private static void putStatus(ObjectNode answer, Party party) {
        Status status = party.facts().status();
        int code = switch (status) {
            // Insolvency shows in situacao_especial; the registration itself stays active.
            case ACTIVE, INSOLVENT -> 2;
            case SUSPENDED -> 3;
            case DISSOLVED -> 8;
        };
        answer.put("situacao_cadastral", code)
                .put(
                        "descricao_situacao_cadastral",
                        switch (status) {
                            case ACTIVE, INSOLVENT -> "ATIVA";
                            case SUSPENDED -> "SUSPENSA";
                            case DISSOLVED -> "BAIXADA";
                        })
                .put(
                        "data_situacao_cadastral",
                        Objects.requireNonNullElse(party.facts().ended(), "2004-03-02"))
                .put("situacao_especial", status == Status.INSOLVENT ? "FALIDO" : "")
                .put("data_situacao_especial", status == Status.INSOLVENT ? "2024-05-06" : null);
    }

    private void putPartner(ObjectNode partner, Holder holder) {
        @Nullable Party known = register.party(holder).orElse(null);
        @Nullable String country = known == null ? holder.country() : known.country();
        boolean foreign = country != null && !country.equals("BR");
        @Nullable Country abroad = country == null ? null : COUNTRIES.get(country);
        boolean company = register.isCompany(holder);
        int kind = foreign ? 3 : company ? 1 : 2;
        partner.put("identificador_de_socio", kind)
                .put("nome_socio", register.nameOf(holder))
                .put("cnpj_cpf_do_socio", kind == 3 ? "" : company ? holder.partyId() : masked(holder))
                .put("codigo_qualificacao_socio", qualification(holder, company, foreign))
                .put("qualificacao_socio", qualificationText(holder, company, foreign))
                .put("data_entrada_sociedade", "2010-06-01")
                .put("pais", abroad == null ? null : abroad.name())
                .put("codigo_pais", abroad == null ? null : abroad.code())
                .put("faixa_etaria", company ? "Não se aplica" : "Entre 41 a 50 anos")
                .put("codigo_faixa_etaria", company ? 0 : 5)
                .put("cpf_representante_legal", "***000000**")
                .put("nome_representante_legal", "")
                .put("codigo_qualificacao_representante_legal", 0)
                .put("qualificacao_representante_legal", "Não informada");
    }

    private static int qualification(Holder holder, boolean company, boolean abroad) {
        if (!holder.role().owns()) {
            return 5;
        }
        if (abroad) {
            return company ? 37 : 38;
        }
        return company ? 22 : 49;
    }

    private static String qualificationText(Holder holder, boolean company, boolean abroad) {
        if (!holder.role().owns()) {
            return "Administrador";
        }
        if (abroad) {
            return company
                    ? "Sócio Pessoa Jurídica Domiciliado no Exterior"
                    : "Sócio Pessoa Física Residente no Exterior";
        }
        return company ? "Sócio" : "Sócio-Administrador";
    }

    /** A CPF with its outer digits masked, as Receita prints it. */
    private String masked(Holder holder) {
        return "***%06d**".formatted((31 + register.nameOf(holder).hashCode()) & 0x7ffff);
    }
}
