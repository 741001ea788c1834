package dev.gather.redis;

import static dev.gather.redis.ReadingCommand.ANY;
import static dev.gather.redis.ReadingCommand.COUNTED;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands that a source may have: those that the server's own command table calls {@code readonly}, and that can be
 * answered at once. A test holds this table against those of real servers.
 *
 * @see <a href="https://redis.io/docs/latest/commands/command/">COMMAND</a>
 */
final class ReadingCommands {
    private static final String WITH_SCORES = "WITHSCORES";

    /** Commands for one key, or for a key and what is looked for in it, by their numbers of arguments. */
    private static final Stream<ReadingCommand> SIMPLE = Stream.of(
            ReadingCommand.of("BITCOUNT", 1, 4),
            ReadingCommand.of("BITFIELD_RO", 1, ANY),
            ReadingCommand.of("BITPOS", 2, 5),
            ReadingCommand.of("EXPIRETIME", 1, 1),
            ReadingCommand.of("GET", 1, 1),
            ReadingCommand.of("GETBIT", 2, 2),
            ReadingCommand.of("GETRANGE", 3, 3),
            ReadingCommand.of("HEXISTS", 2, 2),
            ReadingCommand.of("HGET", 2, 2),
            ReadingCommand.of("HKEYS", 1, 1),
            ReadingCommand.of("HLEN", 1, 1),
            ReadingCommand.of("HSTRLEN", 2, 2),
            ReadingCommand.of("HVALS", 1, 1),
            ReadingCommand.of("LINDEX", 2, 2),
            ReadingCommand.of("LLEN", 1, 1),
            ReadingCommand.of("LPOS", 2, ANY),
            ReadingCommand.of("LRANGE", 3, 3),
            ReadingCommand.of("PEXPIRETIME", 1, 1),
            ReadingCommand.of("PTTL", 1, 1),
            ReadingCommand.of("SCARD", 1, 1),
            ReadingCommand.of("SINTERCARD", 2, ANY),
            ReadingCommand.of("SISMEMBER", 2, 2),
            ReadingCommand.of("SMEMBERS", 1, 1),
            ReadingCommand.of("SRANDMEMBER", 1, 2),
            ReadingCommand.of("STRLEN", 1, 1),
            ReadingCommand.of("TTL", 1, 1),
            ReadingCommand.of("TYPE", 1, 1),
            ReadingCommand.of("XLEN", 1, 1),
            ReadingCommand.of("ZCARD", 1, 1),
            ReadingCommand.of("ZCOUNT", 3, 3),
            ReadingCommand.of("ZINTERCARD", 2, ANY),
            ReadingCommand.of("ZLEXCOUNT", 3, 3),
            ReadingCommand.of("ZRANGEBYLEX", 3, ANY),
            ReadingCommand.of("ZREVRANGEBYLEX", 3, ANY));

    /** Commands whose replies have a shape of their own. */
    private static final Stream<ReadingCommand> SHAPED = Stream.of(
            ReadingCommand.of("GEODIST", 3, 4).becomes(Shape.NUMBERS),
            ReadingCommand.of("GEOSEARCH", 6, ANY).becomes(Shape.NEARBY).optionsFrom(1),
            ReadingCommand.of("HGETALL", 1, 1).becomes(Shape.OBJECT),
            ReadingCommand.of("HRANDFIELD", 1, 3)
                    .with("WITHVALUES", Shape.PAIRS)
                    .optionsFrom(2),
            ReadingCommand.of("XRANGE", 3, ANY).becomes(Shape.ENTRIES),
            ReadingCommand.of("XREVRANGE", 3, ANY).becomes(Shape.ENTRIES),
            ReadingCommand.of("ZDIFF", 2, ANY).with(WITH_SCORES, Shape.SCORES).optionsFrom(COUNTED),
            ReadingCommand.of("ZINTER", 2, ANY).with(WITH_SCORES, Shape.SCORES).optionsFrom(COUNTED),
            ReadingCommand.of("ZRANDMEMBER", 1, 3)
                    .with(WITH_SCORES, Shape.SCORES)
                    .optionsFrom(2),
            ReadingCommand.of("ZRANGE", 3, ANY).with(WITH_SCORES, Shape.SCORES),
            ReadingCommand.of("ZRANGEBYSCORE", 3, ANY).with(WITH_SCORES, Shape.SCORES),
            ReadingCommand.of("ZRANK", 2, 3).with("WITHSCORE", Shape.RANK),
            ReadingCommand.of("ZREVRANGE", 3, ANY).with(WITH_SCORES, Shape.SCORES),
            ReadingCommand.of("ZREVRANGEBYSCORE", 3, ANY).with(WITH_SCORES, Shape.SCORES),
            ReadingCommand.of("ZREVRANK", 2, 3).with("WITHSCORE", Shape.RANK),
            ReadingCommand.of("ZSCORE", 2, 2).becomes(Shape.NUMBERS),
            ReadingCommand.of("ZUNION", 2, ANY).with(WITH_SCORES, Shape.SCORES).optionsFrom(COUNTED));

    /** Commands for any number of keys, fields or members. */
    private static final Stream<ReadingCommand> LISTS = Stream.of(
            ReadingCommand.of("EXISTS", 1, ANY).many(0, 0, 0),
            ReadingCommand.of("GEOHASH", 1, ANY).many(1, 0, List.of()),
            ReadingCommand.of("GEOPOS", 1, ANY).many(1, 0, List.of()).becomes(Shape.POSITIONS),
            ReadingCommand.of("HMGET", 2, ANY).many(1, 0, Map.of()).becomes(Shape.FIELDS),
            ReadingCommand.of("MGET", 1, ANY).many(0, 0, List.of()),
            ReadingCommand.of("PFCOUNT", 1, ANY).many(0, 0, 0),
            ReadingCommand.of("SDIFF", 1, ANY).many(0, 0, List.of()),
            ReadingCommand.of("SINTER", 1, ANY).many(0, 0, List.of()),
            ReadingCommand.of("SMISMEMBER", 2, ANY).many(1, 0, List.of()),
            ReadingCommand.of("SUNION", 1, ANY).many(0, 0, List.of()),
            ReadingCommand.of("ZMSCORE", 2, ANY).many(1, 0, List.of()).becomes(Shape.NUMBERS));

    /** Commands of the module for JSON, whose replies are JSON themselves, or numbers. */
    private static final Stream<ReadingCommand> JSON = Stream.of(
            ReadingCommand.of("JSON.ARRLEN", 1, 2).asked(),
            ReadingCommand.of("JSON.GET", 1, ANY).json().asked(),
            ReadingCommand.of("JSON.MGET", 2, ANY).many(0, 1, List.of()).json().asked(),
            ReadingCommand.of("JSON.OBJKEYS", 1, 2).asked(),
            ReadingCommand.of("JSON.OBJLEN", 1, 2).asked(),
            ReadingCommand.of("JSON.STRLEN", 1, 2).asked(),
            ReadingCommand.of("JSON.TYPE", 1, 2).asked());

    private static final Map<String, ReadingCommand> COMMANDS = Stream.of(SIMPLE, SHAPED, LISTS, JSON)
            .flatMap(commands -> commands)
            .collect(Collectors.toMap(ReadingCommand::name, Function.identity(), (one, same) -> one, TreeMap::new));

    private static final String INSPECTS = "it tells of the server, and not of data";
    private static final String SCRIPT = "it runs a script, of which nobody knows how long it takes";
    private static final String PAGES = "its answer comes in pages that have to be asked for one after another";
    private static final String EVERYTHING = "it holds up everybody else while it looks at everything";

    /** Commands that read as well, and why no source has them. */
    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            Map.entry("DBSIZE", INSPECTS),
            Map.entry("DUMP", INSPECTS),
            Map.entry("EVALSHA_RO", SCRIPT),
            Map.entry("EVAL_RO", SCRIPT),
            Map.entry("FCALL_RO", SCRIPT),
            Map.entry("GEORADIUSBYMEMBER_RO", "GEOSEARCH has taken its place"),
            Map.entry("GEORADIUS_RO", "GEOSEARCH has taken its place"),
            Map.entry("HSCAN", PAGES),
            Map.entry("KEYS", EVERYTHING),
            Map.entry("LCS", EVERYTHING),
            Map.entry("LOLWUT", INSPECTS),
            Map.entry("MEMORY", INSPECTS),
            Map.entry("OBJECT", INSPECTS),
            Map.entry("RANDOMKEY", INSPECTS),
            Map.entry("SCAN", PAGES),
            Map.entry("SORT_RO", EVERYTHING),
            Map.entry("SSCAN", PAGES),
            Map.entry("SUBSTR", "GETRANGE has taken its place"),
            Map.entry("TOUCH", "it changes when keys are evicted"),
            Map.entry("XINFO", INSPECTS),
            Map.entry("XPENDING", INSPECTS),
            Map.entry("XREAD", "it may wait, and holds up what is sent behind it; XRANGE reads the same"),
            Map.entry("ZSCAN", PAGES));

    private ReadingCommands() {}

    /** The command with a name, in upper or lower case. A name with a dot is that of a module's command. */
    static Optional<ReadingCommand> find(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        ReadingCommand known = COMMANDS.get(upper);
        return known == null && upper.indexOf('.') > 0
                ? Optional.of(ReadingCommand.ofModule(upper))
                : Optional.ofNullable(known);
    }

    /** The names of all of them, but those of modules' commands that are not known. */
    static Set<String> names() {
        return COMMANDS.keySet();
    }

    /** Why no source may have a command although it reads; empty if there is no such reason. */
    static Optional<String> leftOut(String name) {
        return Optional.ofNullable(LEFT_OUT.get(name.toUpperCase(Locale.ROOT)));
    }
}
