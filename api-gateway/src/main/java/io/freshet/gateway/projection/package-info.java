/**
 * What the stages answered, made into state: steps, entities, relationships, the job's end and what is told of it. One
 * transaction per batch of events.
 */
@NullMarked
package io.freshet.gateway.projection;

import org.jspecify.annotations.NullMarked;
