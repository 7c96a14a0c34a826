@NullMarked
package io.freshet.gateway.entity;

import org.jspecify.annotations.NullMarked;
