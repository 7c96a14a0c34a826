/** What operators say of providers, and how the workers fare with them; both hold for all tenants. */
@NullMarked
package io.freshet.gateway.provider;

import org.jspecify.annotations.NullMarked;
