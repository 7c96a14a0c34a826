@NullMarked
package io.freshet.gateway.batch.http;

import org.jspecify.annotations.NullMarked;
