package io.freshet.gateway.matrix;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which matrices there are. */
public interface MatrixRepository {

    /** The newest version of every matrix that is active or shadow and listens to the trigger. */
    List<MatrixRef> listeningTo(UUID tenantId, String trigger);

    /** Which of the ids are matrices of the tenant. */
    Set<UUID> existing(UUID tenantId, List<UUID> matrixIds);

    /** The newest version of a matrix, if it is active or shadow. */
    Optional<Matrix> current(UUID tenantId, UUID matrixId);

    /** The newest version of every matrix that is active or shadow, in the order of their ids. */
    List<Matrix> allCurrent(UUID tenantId);

    /** All versions of all matrices of all tenants. */
    List<Matrix> all();

    /** Inserts an active matrix, unless it is there at that version. */
    void insertIfAbsent(Matrix matrix, String name);
}
