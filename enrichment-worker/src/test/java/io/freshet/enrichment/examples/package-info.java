@NullMarked
package io.freshet.enrichment.examples;

import org.jspecify.annotations.NullMarked;
