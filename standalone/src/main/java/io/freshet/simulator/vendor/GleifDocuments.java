package io.freshet.simulator.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.simulator.register.Address;
import io.freshet.simulator.register.Lei;
import io.freshet.simulator.register.Party;
import io.freshet.simulator.register.Status;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Records, relationships and exceptions as GLEIF writes them. */
final class GleifDocuments {

    private static final String RECORDS = "https://api.gleif.org/api/v1/lei-records/";
    private static final String PUBLISHED = "2026-11-24T00:00:00Z";
    private static final String ISSUER = "5493001KJTIIGC8Y1R12";

    /** In the form of GLEIF's lists of registration authorities and of legal forms (ISO 20275), one for all companies of a country. */
    private static final Map<String, String> AUTHORITIES = Map.of(
            "BR", "RA000681", "GB", "RA000585", "NO", "RA000472", "FR", "RA000189", "DE", "RA000242", "GR", "RA000685");

    private static final Map<String, String> FORMS =
            Map.of("BR", "9DI7", "GB", "H0PO", "NO", "YI42", "FR", "6CHY", "DE", "2HBR", "GR", "2MHJ");

    /** The status of the company, not that of the registration of its LEI. */
    static String status(Party party) {
        return party.is(Status.DISSOLVED) ? "INACTIVE" : "ACTIVE";
    }

    /** The number as the register writes it. */
    static String registeredAs(Party party) {
        return switch (party.country()) {
            case "BR" -> party.id().replaceFirst("(..)(...)(...)(....)(..)", "$1.$2.$3/$4-$5");
            case "DE" -> "HRB " + party.id().substring(2, 7);
            case "GR" -> party.id().substring(2);
            default -> party.id();
        };
    }

    static ObjectNode putMeta(ObjectNode document) {
        ObjectNode meta = document.putObject("meta");
        meta.putObject("goldenCopy").put("publishDate", PUBLISHED);
        return meta;
    }

    private static ObjectNode document(JsonNode data) {
        ObjectNode document = Documents.object();
        putMeta(document);
        document.set("data", data);
        return document;
    }

    ObjectNode record(Party party, boolean hasChildren) {
        return document(data(party, hasChildren));
    }

    JsonNode data(Party party, boolean hasChildren) {
        Lei lei = lei(party);
        ObjectNode data = Documents.object().put("type", "lei-records").put("id", lei.code());
        ObjectNode attributes = data.putObject("attributes").put("lei", lei.code());
        attributes.set("entity", entity(party));
        attributes.set("registration", registration(party, lei));
        attributes
                .putNull("bic")
                .putNull("mic")
                .putNull("ocid")
                .putNull("qcc")
                .putNull("spglobal")
                .put("conformityFlag", "CONFORMING");
        data.set("relationships", links(lei, hasChildren));
        data.putObject("links").put("self", RECORDS + lei.code());
        return data;
    }

    private static ObjectNode entity(Party party) {
        ObjectNode entity = Documents.object();
        entity.putObject("legalName")
                .put("name", party.name().toUpperCase(Locale.ROOT))
                .put("language", "en");
        entity.putArray("otherNames");
        entity.putArray("transliteratedOtherNames");
        entity.set("legalAddress", address(party));
        entity.set("headquartersAddress", address(party));
        entity.putObject("registeredAt")
                .put("id", AUTHORITIES.getOrDefault(party.country(), "RA999999"))
                .putNull("other");
        entity.put(
                        "registeredAs",
                        party.country().equals("DE") ? "HRB " + party.id().substring(2, 7) : party.id())
                .put("jurisdiction", party.country())
                .put("category", "GENERAL");
        entity.putObject("legalForm")
                .put("id", FORMS.getOrDefault(party.country(), "8888"))
                .putNull("other");
        entity.putObject("associatedEntity").putNull("lei").putNull("name");
        entity.put("status", status(party));
        entity.putObject("expiration")
                .put(
                        "date",
                        party.facts().ended() == null ? null : party.facts().ended() + "T00:00:00Z")
                .put("reason", party.facts().ended() == null ? null : "DISSOLVED");
        entity.putObject("successorEntity").putNull("lei").putNull("name");
        entity.putArray("successorEntities");
        entity.put("creationDate", "2004-03-02T00:00:00Z").putNull("subCategory");
        entity.putArray("otherAddresses");
        entity.putArray("eventGroups");
        return entity;
    }

    private static ObjectNode address(Party party) {
        Address address = party.facts().address();
        ObjectNode node = Documents.object().put("language", "en");
        node.putArray("addressLines")
                .add(address.number() == null ? address.street() : address.street() + ' ' + address.number());
        return node.putNull("addressNumber")
                .putNull("addressNumberWithinBuilding")
                .putNull("mailRouting")
                .put("city", address.city())
                .put("region", party.country().equals("BR") ? "BR-" + address.region() : address.region())
                .put("country", party.country())
                .put("postalCode", address.postalCode());
    }

    private static ObjectNode registration(Party party, Lei lei) {
        ObjectNode registration = Documents.object()
                .put("initialRegistrationDate", "2014-02-11T00:00:00Z")
                .put("lastUpdateDate", "2026-01-06T14:35:04Z")
                .put("status", lei.status())
                .put("nextRenewalDate", lei.status().equals("LAPSED") ? "2022-02-11T00:00:00Z" : "2027-02-11T00:00:00Z")
                .put("managingLou", ISSUER)
                .put("corroborationLevel", "FULLY_CORROBORATED");
        registration
                .putObject("validatedAt")
                .put("id", AUTHORITIES.getOrDefault(party.country(), "RA999999"))
                .putNull("other");
        registration.put("validatedAs", registeredAs(party));
        registration.putArray("otherValidationAuthorities");
        return registration;
    }

    private static ObjectNode links(Lei lei, boolean hasChildren) {
        String self = RECORDS + lei.code();
        ObjectNode relationships = Documents.object();
        putLink(relationships, "managing-lou", "related", self + "/managing-lou");
        putLink(relationships, "lei-issuer", "related", self + "/lei-issuer");
        if (lei.parent() != null) {
            putLink(relationships, "direct-parent", "relationship-record", self + "/direct-parent-relationship")
                    .put("lei-record", self + "/direct-parent");
            putLink(relationships, "ultimate-parent", "relationship-record", self + "/ultimate-parent-relationship")
                    .put("lei-record", self + "/ultimate-parent");
        } else if (lei.exception() != null) {
            putLink(relationships, "direct-parent", "reporting-exception", self + "/direct-parent-reporting-exception");
            putLink(
                    relationships,
                    "ultimate-parent",
                    "reporting-exception",
                    self + "/ultimate-parent-reporting-exception");
        }
        if (hasChildren) {
            putLink(relationships, "direct-children", "relationship-records", self + "/direct-child-relationships")
                    .put("related", self + "/direct-children");
        }
        return relationships;
    }

    private static ObjectNode putLink(ObjectNode relationships, String relation, String kind, String target) {
        return relationships.putObject(relation).putObject("links").put(kind, target);
    }

    ObjectNode relationship(Party child, Party parent, String type) {
        String from = lei(child).code();
        String to = lei(parent).code();
        ObjectNode data = Documents.object()
                .put("type", "relationship-records")
                .put("id", from + "|LEI|" + type + "|0|" + to + "|");
        ObjectNode attributes = data.putObject("attributes")
                .put("validFrom", "2024-03-14T00:00:00Z")
                .putNull("validTo");
        ObjectNode relationship = attributes.putObject("relationship");
        relationship.putObject("startNode").put("id", from).put("type", "LEI");
        relationship.putObject("endNode").put("id", to).put("type", "LEI");
        relationship.put("type", type).put("status", "ACTIVE");
        relationship
                .putArray("periods")
                .addObject()
                .put("startDate", "2014-06-05T00:00:00Z")
                .put("type", "RELATIONSHIP_PERIOD");
        attributes
                .putObject("registration")
                .put("initialRegistrationDate", "2017-05-17T15:44:28Z")
                .put("lastUpdateDate", "2026-01-06T18:39:27Z")
                .put("status", "PUBLISHED")
                .put("nextRenewalDate", "2027-02-11T00:00:00Z")
                .put("managingLou", ISSUER)
                .put("corroborationLevel", "FULLY_CORROBORATED")
                .put("corroborationDocuments", "ACCOUNTS_FILING")
                .putNull("corroborationReference");
        attributes.putObject("extension").putNull("deletedAt");
        ObjectNode relationships = data.putObject("relationships");
        putLink(relationships, "start-node", "related", RECORDS + from);
        putLink(relationships, "end-node", "related", RECORDS + to);
        return document(data);
    }

    Optional<ObjectNode> exception(Party party, String category) {
        Lei lei = lei(party);
        if (lei.exception() == null || lei.parent() != null) {
            return Optional.empty();
        }
        ObjectNode data =
                Documents.object().put("type", "reporting-exceptions").put("id", lei.code() + "|0|" + category + "|");
        data.putObject("attributes")
                .putNull("validFrom")
                .putNull("validTo")
                .put("lei", lei.code())
                .put("category", category)
                .put("reason", lei.exception())
                .putNull("reference");
        putLink(data.putObject("relationships"), "lei-record", "related", RECORDS + lei.code());
        return Optional.of(document(data));
    }

    static ObjectNode issuer() {
        ObjectNode data = Documents.object().put("type", "lei-issuers").put("id", ISSUER);
        data.putObject("attributes")
                .put("lei", ISSUER)
                .put("name", "Simulated Issuer of LEIs")
                .put("marketingName", "Simulator")
                .putNull("website")
                .put("accreditationDate", "2018-01-15T00:00:00Z");
        data.putObject("links").put("self", "https://api.gleif.org/api/v1/lei-issuers/" + ISSUER);
        return document(data);
    }

    private static Lei lei(Party party) {
        return Objects.requireNonNull(party.lei());
    }
}
