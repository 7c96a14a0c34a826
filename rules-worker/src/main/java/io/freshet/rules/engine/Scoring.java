package io.freshet.rules.engine;

import java.util.List;

/**
 * How a sum of scores becomes a number from 0 to 100 and a word.
 *
 * @param min sum that counts as 0
 * @param max sum that counts as 100
 * @param low below it the first label stands, then the second up to {@code medium}, the third up to {@code high}
 */
record Scoring(double min, double max, double low, double medium, double high, List<String> labels) {

    Scoring {
        labels = List.copyOf(labels);
    }

    double normalize(double sum) {
        return Math.clamp((sum - min) / (max - min) * 100, 0, 100);
    }

    /** 0 to 3, the position of the label. */
    int level(double normalized) {
        return normalized < low ? 0 : normalized < medium ? 1 : normalized < high ? 2 : 3;
    }
}
