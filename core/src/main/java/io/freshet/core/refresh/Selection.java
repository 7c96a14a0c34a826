package io.freshet.core.refresh;

import java.util.List;

/** What became of a choice of providers. */
public sealed interface Selection {

    /**
     * There is something to call.
     *
     * @param toCall codes in order, each once
     * @param rejected asked for and known, but not callable; each becomes a failed outcome and the job goes on
     * @param fresh whether the enrichment cache is not read
     * @param depth that the ownership chain is followed to; 0 when it is not
     * @param shareholders what its nodes are asked of; nothing when depth is 0
     */
    record Selected(
            List<String> toCall, List<Rejected> rejected, boolean fresh, int depth, ShareholderProviders shareholders)
            implements Selection {
        public Selected {
            toCall = List.copyOf(toCall);
            rejected = List.copyOf(rejected);
        }
    }

    /** Codes or groups that do not exist; never empty. A fault of the request. */
    record Unknown(List<Name> names) implements Selection {
        public Unknown {
            names = List.copyOf(names);
        }
    }

    /** A list that must not be empty is; {@code pointer} is a JSON Pointer into the body. A fault of the request. */
    record NothingNamed(String pointer) implements Selection {}

    /** Nothing is left to call. */
    record NoProviders(List<Rejected> rejected) implements Selection {
        public NoProviders {
            rejected = List.copyOf(rejected);
        }
    }

    /** No strategy says who serves basic data, or relations, for the party. */
    record NoCountryStrategy() implements Selection {}

    /**
     * A name that nothing answers to.
     *
     * @param pointer JSON Pointer into the body, to the name or to the group whose list has it
     */
    record Name(String pointer, String name) {}

    /** A provider that is known and cannot be called. */
    record Rejected(String code, Reason reason) {}

    /** Why it cannot. */
    enum Reason {
        NOT_ENABLED,
        DOES_NOT_FIT
    }

    /**
     * The providers that shareholders are asked of, by what a shareholder is. Their countries are not known yet, so a provider of
     * any country stands here and fits or does not when its turn comes.
     *
     * @param rejected named for a list and not callable for any shareholder of that list
     */
    record ShareholderProviders(List<String> companies, List<String> persons, List<Rejected> rejected) {

        static final ShareholderProviders NONE = new ShareholderProviders(List.of(), List.of(), List.of());

        public ShareholderProviders {
            companies = List.copyOf(companies);
            persons = List.copyOf(persons);
            rejected = List.copyOf(rejected);
        }
    }
}
