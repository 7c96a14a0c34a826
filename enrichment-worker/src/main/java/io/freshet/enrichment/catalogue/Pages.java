package io.freshet.enrichment.catalogue;

/**
 * How a list goes on over pages.
 *
 * @param items dotted path of the list
 * @param total dotted path of the number of items on all pages
 * @param counted what the query parameter counts
 * @param first number of the first page, or of the first item
 */
public record Pages(String items, String total, Counted counted, String parameter, int first, int size) {

    /**
     * The value of the query parameter for a page; the first has index 0. Items are counted as they came: a provider may
     * give fewer than it was asked for.
     */
    public int valueAt(int page, int collected) {
        return switch (counted) {
            case ITEMS -> first + collected;
            case PAGES -> first + page;
        };
    }

    /** What the query parameter of a list of pages counts. */
    public enum Counted {
        ITEMS,
        PAGES
    }
}
