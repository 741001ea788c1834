package dev.gather.aws;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

/**
 * The AWS Common Runtime, which some checksums need, is not part of the function: a native executable must not look for its
 * classes. No signature of Gather's uses these checksums.
 */
@SuppressWarnings("DoNotCallSuggester") // the callers are the library's
@TargetClass(className = "software.amazon.awssdk.checksums.internal.ChecksumProvider")
final class NoCommonRuntime {
    private NoCommonRuntime() {}

    @Substitute
    static SdkChecksum createCrtCrc32C() {
        throw new UnsupportedOperationException("the AWS Common Runtime is not part of the function");
    }

    @Substitute
    static SdkChecksum crc64NvmeCrtImplementation() {
        throw new UnsupportedOperationException("the AWS Common Runtime is not part of the function");
    }

    @Substitute
    static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
        throw new UnsupportedOperationException("the AWS Common Runtime is not part of the function");
    }
}
