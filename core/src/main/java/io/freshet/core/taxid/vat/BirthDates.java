package io.freshet.core.taxid.vat;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Dates of birth inside personal numbers. */
final class BirthDates {

    private BirthDates() {}

    static boolean exists(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
