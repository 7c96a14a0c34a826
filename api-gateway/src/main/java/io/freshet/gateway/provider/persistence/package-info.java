/** States of providers in PostgreSQL. */
@NullMarked
package io.freshet.gateway.provider.persistence;

import org.jspecify.annotations.NullMarked;
