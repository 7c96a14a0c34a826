package io.freshet.gateway.health;

/** A part without which this instance cannot take refreshes. */
public interface ReadinessPart {

    /** The name under which {@code /health/ready} shows it. */
    String name();

    /** Whether it is there; does not throw. */
    boolean isReady();
}
