/** Companies and persons that a tenant keeps. */
@NullMarked
package io.freshet.gateway.entity;

import org.jspecify.annotations.NullMarked;
