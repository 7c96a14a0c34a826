/** Tenants and API keys in PostgreSQL. */
@NullMarked
package io.freshet.gateway.tenant.persistence;

import org.jspecify.annotations.NullMarked;
