package io.freshet.benchmarks.load;

/** An entity that can be refreshed: the bytes of the request that does it and waits. */
public final class Subject {

    private final byte[] request;

    Subject(byte[] request) {
        this.request = request;
    }

    /** Not to be changed. */
    byte[] request() {
        return request;
    }
}
