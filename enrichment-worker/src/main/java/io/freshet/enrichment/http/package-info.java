/** The one HTTP client, and the only place that knows what a status means. */
@NullMarked
package io.freshet.enrichment.http;

import org.jspecify.annotations.NullMarked;
