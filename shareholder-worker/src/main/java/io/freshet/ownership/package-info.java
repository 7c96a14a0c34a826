/** The shareholder worker: follows the owners of a company and its owners' owners; this package starts the process. */
@NullMarked
package io.freshet.ownership;

import org.jspecify.annotations.NullMarked;
