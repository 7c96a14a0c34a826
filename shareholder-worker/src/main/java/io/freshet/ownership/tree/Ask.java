package io.freshet.ownership.tree;

/**
 * A node that enrichment was asked about.
 *
 * @param party as it was named when it was asked
 * @param depth as known when it was asked; a shorter path may have been found since
 * @param by the node whose answer led to it, so that a repeated answer can repeat it
 */
public record Ask(String nodeId, Party party, int depth, String by) {}
