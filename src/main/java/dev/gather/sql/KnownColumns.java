package dev.gather.sql;

/**
 * The columns of a source's latest result. Those of the next one are usually the same: then their definitions are not read
 * again, and their names are not made again, which takes longer than to read a row. Shared by all executions.
 */
final class KnownColumns {
    private volatile ResultColumns latest = ResultColumns.NONE;

    ResultColumns latest() {
        return latest;
    }

    void keep(ResultColumns columns) {
        latest = columns;
    }
}
