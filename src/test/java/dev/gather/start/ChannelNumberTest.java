package dev.gather.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelId;
import io.netty.channel.DefaultChannelId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChannelNumberTest {
    @Test
    void isAnotherForEachConnection() {
        List<ChannelNumber> ids =
                Stream.generate(ChannelNumber::next).limit(1_000).toList();

        assertEquals(1_000, ids.stream().distinct().count());
        assertEquals(1_000, ids.stream().map(ChannelId::asLongText).distinct().count());
    }

    @Test
    void isOrderedByAge() {
        ChannelNumber older = new ChannelNumber(9);
        ChannelNumber younger = new ChannelNumber(10);

        assertTrue(older.compareTo(younger) < 0);
        assertTrue(younger.compareTo(older) > 0);
        assertEquals(0, older.compareTo(new ChannelNumber(9)));
    }

    @Test
    void isOrderedWithIdsOfNettysOwn() {
        ChannelNumber number = ChannelNumber.next();
        ChannelId other = DefaultChannelId.newInstance();

        assertNotEquals(0, number.compareTo(other));
        assertEquals(Integer.signum(number.compareTo(other)), -Integer.signum(other.compareTo(number)));
    }
}
