package dev.gather.start;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.netty.channel.ChannelId;

/**
 * Numbers connections. Netty's own ids are unique among machines: the first of them looks up the process and the network
 * cards, for 4 % of the processor time until the first poll and 80 page faults.
 */
@TargetClass(className = "io.netty.channel.AbstractChannel")
final class NumberedChannels {
    private NumberedChannels() {}

    @Substitute
    public ChannelId newId() {
        return ChannelNumber.next();
    }
}
