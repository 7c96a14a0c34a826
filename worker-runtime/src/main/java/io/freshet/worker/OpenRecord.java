package io.freshet.worker;

import java.time.Instant;

/**
 * A record that was read and is not done.
 *
 * @param watermark of the time of owning its partition in which it was read
 * @param due when it is to be handled
 */
record OpenRecord(RawRecord raw, OffsetWatermark watermark, Instant due) {}
