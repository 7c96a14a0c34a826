package io.freshet.enrichment.catalogue;

/**
 * What is wrong with a file.
 *
 * @param line from 1
 * @param pointer JSON Pointer; empty for the whole file
 */
public record Fault(String file, int line, String pointer, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + message;
    }
}
