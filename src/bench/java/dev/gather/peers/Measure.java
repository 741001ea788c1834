package dev.gather.peers;

/** What is measured of a function at one point of a series. */
enum Measure {
    FIRST_POLL("first poll, ms"),
    FIRST_POLL_CPU("CPU until the first poll, ms"),
    START_FAULTS("page faults until the first poll"),
    FIRST_ANSWER("first answer, ms"),
    FIRST_ANSWER_CPU("CPU of the first answer, ms"),
    MEDIAN("warm, p50, ms"),
    NINETY_NINTH("warm, p99, ms"),
    CPU("CPU per invocation, ms"),
    FAULTS("page faults per invocation"),
    PER_SECOND("invocations per second"),
    MEMORY("peak memory, MiB"),
    /** Of the CPU that the upstream, the database and the runtime API share: near 100 they are what was measured. */
    OTHER_CPU("load of the other CPU, %");

    private final String label;

    Measure(String label) {
        this.label = label;
    }

    /** Its name and unit, for readers. */
    String label() {
        return label;
    }
}
