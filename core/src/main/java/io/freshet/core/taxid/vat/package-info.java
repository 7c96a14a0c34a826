/** VAT numbers of the European Union and Northern Ireland. Pure. */
@NullMarked
package io.freshet.core.taxid.vat;

import org.jspecify.annotations.NullMarked;
