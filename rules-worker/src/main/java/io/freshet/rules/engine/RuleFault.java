package io.freshet.rules.engine;

/**
 * Why a matrix does not compile.
 *
 * @param pointer JSON Pointer into the matrix
 */
public record RuleFault(String pointer, String message) {}
