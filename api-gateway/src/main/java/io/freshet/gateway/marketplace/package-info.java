/** What a tenant may call: providers, its groups of them, and who serves which country. */
@NullMarked
package io.freshet.gateway.marketplace;

import org.jspecify.annotations.NullMarked;
