/** Examples of providers: what is asked and answered, and what has to become of it. */
@NullMarked
package io.freshet.enrichment.examples;

import org.jspecify.annotations.NullMarked;
