package io.freshet.core.taxid;

/** Numbers written in groups of three, as South American registers print them. */
final class Thousands {

    private Thousands() {}

    /** {@code 1.234.567} for {@code 01234567}: dots between the groups, no leading zeros. */
    static String dotted(String digits) {
        String number = digits.replaceFirst("^0+(?=.)", "");
        StringBuilder dotted = new StringBuilder(number);
        for (int i = number.length() - 3; i > 0; i -= 3) {
            dotted.insert(i, '.');
        }
        return dotted.toString();
    }
}
