/**
 * The engine under every worker: one consumer, a virtual thread per record, offsets committed at the watermark of
 * contiguous completions, retry tiers and dead letters. Framework-free.
 */
@NullMarked
package io.freshet.worker;

import org.jspecify.annotations.NullMarked;
