/** What every repository is written on: the database, its transactions and the translation of its failures. */
@NullMarked
package io.freshet.gateway.persistence;

import org.jspecify.annotations.NullMarked;
