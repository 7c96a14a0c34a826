@NullMarked
package io.freshet.gateway.refresh.http;

import org.jspecify.annotations.NullMarked;
