/** What has been learnt of sources, so that they can be checked where neither database nor upstream is: {@code gather.lock.yaml}. */
package dev.gather.lock;
