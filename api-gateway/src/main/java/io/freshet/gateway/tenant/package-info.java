/** Tenants, their API keys, and who is asking. */
@NullMarked
package io.freshet.gateway.tenant;

import org.jspecify.annotations.NullMarked;
