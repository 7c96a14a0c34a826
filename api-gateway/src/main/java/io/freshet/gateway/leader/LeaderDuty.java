package io.freshet.gateway.leader;

/** Recurring work of the leader. Called about once a second on one thread; must be bounded and bear repetition. */
public interface LeaderDuty {

    void perform();
}
