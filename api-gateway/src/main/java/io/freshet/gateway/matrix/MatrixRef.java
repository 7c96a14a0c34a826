package io.freshet.gateway.matrix;

/**
 * A risk matrix at the version that is to be evaluated.
 *
 * @param matrixId UUID
 * @param version 1, 2, 3 …
 */
public record MatrixRef(String matrixId, int version) {}
