package io.freshet.gateway.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.gateway.matrix.Matrix;
import io.freshet.gateway.matrix.MatrixRepository;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/** Makes the first tenant with its key and a matrix to start from. Ids follow from the slug, so it may run again. */
@Singleton
public final class Bootstrap {

    private static final String DEFAULT_MATRIX = "/matrices/default-kyb.json";

    private final Transactions transactions;
    private final TenantRepository tenants;
    private final MatrixRepository matrices;
    private final ObjectMapper json;

    Bootstrap(Transactions transactions, TenantRepository tenants, MatrixRepository matrices, ObjectMapper json) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.matrices = matrices;
        this.json = json;
    }

    /** Makes what is not there yet of the tenant; {@code key} is stored as its hash only. */
    public void make(String slug, String key) {
        UUID tenantId = id("tenant", slug);
        JsonNode matrix = defaultMatrix();
        transactions.write(() -> {
            tenants.insertIfAbsent(tenantId, slug);
            tenants.insertKeyIfAbsent(tenantId, ApiKeys.hash(key), "bootstrap");
            matrices.insertIfAbsent(
                    new Matrix(tenantId, id("matrix", slug), 1, matrix),
                    matrix.path("name").asText());
            return null;
        });
    }

    private JsonNode defaultMatrix() {
        try (InputStream file = Objects.requireNonNull(Bootstrap.class.getResourceAsStream(DEFAULT_MATRIX))) {
            return json.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the default matrix is not readable", e);
        }
    }

    private static UUID id(String kind, String slug) {
        return UUID.nameUUIDFromBytes((kind + '\n' + slug).getBytes(StandardCharsets.UTF_8));
    }
}
