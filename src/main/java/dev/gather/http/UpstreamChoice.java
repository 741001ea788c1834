package dev.gather.http;

import dev.gather.expression.Expression;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The upstream of a call: always one that its source names. */
sealed interface UpstreamChoice {
    /** All upstreams that it may be. */
    Collection<Upstream> all();

    /** What makes the choice: if its value is null, there is nothing to ask for. */
    default List<Expression> expressions() {
        return List.of();
    }

    /**
     * The upstream of one request; empty if an expression chooses none, so that there is nothing to ask for.
     *
     * @throws Failure if an expression chooses one that the source does not name
     */
    Optional<Upstream> choose(Variables variables);

    /** The same upstream for all requests. */
    record Only(Optional<Upstream> upstream) implements UpstreamChoice {
        Only(Upstream upstream) {
            this(Optional.of(upstream));
        }

        @Override
        public Collection<Upstream> all() {
            return List.of(upstream.orElseThrow());
        }

        @Override
        public Optional<Upstream> choose(Variables variables) {
            return upstream;
        }
    }

    /**
     * A choice by name.
     *
     * @param named the upstreams that the source names, by name
     * @param name makes the name of one of them
     */
    record ByName(Map<String, Upstream> named, Template name) implements UpstreamChoice {
        @Override
        public Collection<Upstream> all() {
            return named.values();
        }

        @Override
        public List<Expression> expressions() {
            return name.holes().stream().map(Template.Hole::expression).toList();
        }

        @Override
        public Optional<Upstream> choose(Variables variables) {
            return ValueText.fill(name, variables, text -> text).map(this::find);
        }

        private Upstream find(String chosen) {
            Upstream found = named.get(chosen);
            if (found == null) {
                throw Failure.of(
                        Failure.Code.UNSAFE_VALUE, "the value of upstream is not one of the names in upstreams");
            }
            return found;
        }
    }
}
