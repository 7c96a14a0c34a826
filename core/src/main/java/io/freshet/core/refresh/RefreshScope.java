package io.freshet.core.refresh;

/** What a refresh is asked to call. {@code LEGACY} stands for a request that names no scope. */
public enum RefreshScope {
    BASIC_DATA,
    ALL_ACTIVE,
    SELECTED,
    LEGACY
}
