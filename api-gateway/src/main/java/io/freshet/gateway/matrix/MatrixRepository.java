package io.freshet.gateway.matrix;

import java.util.List;
import java.util.UUID;

/** Which matrices there are. */
public interface MatrixRepository {

    /** The newest version of every matrix that is active or shadow and listens to the trigger. */
    List<MatrixRef> listeningTo(UUID tenantId, String trigger);

    /** All versions of all matrices of all tenants. */
    List<Matrix> all();

    /** Inserts an active matrix, unless it is there at that version. */
    void insertIfAbsent(Matrix matrix, String name);
}
