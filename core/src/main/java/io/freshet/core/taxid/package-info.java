/** One class per scheme of tax id: its shape, its check digits, its written form. Pure. */
@NullMarked
package io.freshet.core.taxid;

import org.jspecify.annotations.NullMarked;
