/** The providers as data: YAML files, validated at start. */
@NullMarked
package io.freshet.enrichment.catalogue;

import org.jspecify.annotations.NullMarked;
