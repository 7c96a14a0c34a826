/** The topic of the provider catalogue. */
@NullMarked
package io.freshet.gateway.catalogue.messaging;

import org.jspecify.annotations.NullMarked;
