package dev.gather.sql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;

/**
 * Makes of a row of a statement that was sent as text the row that it would be if the statement had been prepared: so all that
 * reads rows knows one form of them.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query_response_text_resultset_row.html">Text
 *     Resultset Row</a>
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_binary_resultset.html">Binary Protocol
 *     Resultset</a>
 */
final class TextRow {
    private static final int NULL = 0xFB;

    private TextRow() {}

    /** @throws RuntimeException if the row cannot be read */
    static byte[] prepared(List<Column> columns, byte[] text) {
        PacketBytes row = new PacketBytes(text);
        byte[] head = new byte[Row.headLength(columns.size())];
        ByteBuf values = Unpooled.buffer(text.length);
        for (int i = 0; i < columns.size(); i++) {
            if (row.isNext(NULL)) {
                row.skip(1);
                Row.setNull(head, i);
            } else {
                int length = row.length();
                columns.get(i).type().prepare(text, row.slice(length), length, values);
            }
        }
        return ByteBufUtil.getBytes(Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(head), values));
    }
}
