@NullMarked
package io.freshet.gateway.marketplace.config;

import org.jspecify.annotations.NullMarked;
