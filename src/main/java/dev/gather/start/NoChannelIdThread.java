package dev.gather.start;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.netty.runtime.NettyRecorder;

/** Starts no thread that makes Netty's channel ids ready: there are none, see {@link NumberedChannels}. */
@TargetClass(NettyRecorder.class)
final class NoChannelIdThread {
    private NoChannelIdThread() {}

    @Substitute
    public void eagerlyInitChannelId() {}
}
