package dev.gather.packaged;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Threads of another JVM that do not go on, as if they did work without an end. The debugger's interface holds them. */
final class HeldThreads implements AutoCloseable {
    /** The environment in which a JVM lets itself be held. */
    static final Map<String, String> ENVIRONMENT =
            Map.of("JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");

    private static final Logger LOG = Logger.getLogger(HeldThreads.class);
    private static final Pattern PORT = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

    private final VirtualMachine machine;

    private HeldThreads(VirtualMachine machine) {
        this.machine = machine;
    }

    /** Holds all threads of a process whose names begin so. There has to be one. */
    static HeldThreads hold(FunctionProcess process, String name) throws Exception {
        Matcher port = PORT.matcher(process.output());
        if (!port.find()) {
            throw new IllegalStateException("no debugger can be attached: " + process.output());
        }
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(found -> found.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(port.group(1));
        VirtualMachine machine = connector.attach(arguments);
        List<ThreadReference> held = machine.allThreads().stream()
                .filter(thread -> thread.name().startsWith(name))
                .toList();
        if (held.isEmpty()) {
            throw new IllegalStateException("no thread is called " + name);
        }
        held.forEach(ThreadReference::suspend);
        return new HeldThreads(machine);
    }

    /** Lets them go on, where their process is still there. */
    @Override
    public void close() {
        try {
            machine.dispose();
        } catch (VMDisconnectedException e) {
            LOG.debug("the process has ended", e);
        }
    }
}
