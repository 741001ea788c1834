package dev.gather.composition;

import dev.gather.config.GatherConfig;

/** Which compositions are tools, where they do not say it themselves with {@code tool}. */
public enum Tools {
    /** None at all, whatever they say: there is no front door for tools. */
    NONE,
    /** Those with a route, as the others cannot be reached by HTTP either. */
    WITH_A_ROUTE,
    /** All. */
    ALL;

    /** What a configuration says of the front door for tools. */
    public static Tools of(GatherConfig config) {
        return config.mcp().enabled() ? withoutAsking(config) : NONE;
    }

    /** The same as if the front door were there. */
    public static Tools withoutAsking(GatherConfig config) {
        return config.http().byName() ? ALL : WITH_A_ROUTE;
    }
}
