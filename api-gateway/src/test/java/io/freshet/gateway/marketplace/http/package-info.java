@NullMarked
package io.freshet.gateway.marketplace.http;

import org.jspecify.annotations.NullMarked;
