package io.freshet.core.taxid;

import io.freshet.core.TaxId;

/**
 * One kind of identifier. What it gets is bare: upper case, without separators, never empty. What it stores is a function of
 * the identifier alone, so that two spellings of one identifier are stored alike, and its own stored form comes out unchanged.
 */
public interface TaxIdScheme {

    /** Whether the text can be meant as an identifier of this kind; then {@link #check} decides about it. */
    boolean hasShape(String bare);

    /** The stored form, or why it is none. Only for a text that has the shape. */
    TaxId.Result check(String bare);

    /** The shape in words for a caller, such as "a CPF has 11 digits". */
    String shape();
}
