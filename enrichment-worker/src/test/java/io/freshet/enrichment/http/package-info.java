@NullMarked
package io.freshet.enrichment.http;

import org.jspecify.annotations.NullMarked;
