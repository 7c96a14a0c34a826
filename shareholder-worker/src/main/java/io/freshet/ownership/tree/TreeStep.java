package io.freshet.ownership.tree;

import java.util.List;
import java.util.Optional;

/**
 * What follows from an event.
 *
 * @param tree the state from now on; the same instance when nothing changed
 * @param commands nodes to ask about
 * @param resolved present when this event settled the job, or is a repetition of the one that did
 */
public record TreeStep(OwnershipTree tree, List<Ask> commands, Optional<Resolution> resolved) {}
