package dev.gather.stub;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The protocol by which a client asks a database, as far as those between them have to know it. */
public enum Wire {
    /** Packets with a length of three bytes and a number; the first byte of a command says which it is. */
    MYSQL {
        private static final int HEAD = 4;
        private static final int QUERY = 0x03;
        private static final int PREPARE = 0x16;
        private static final int EXECUTE = 0x17;

        @Override
        byte[] next(DataInputStream in) throws IOException {
            byte[] head = in.readNBytes(HEAD);
            return head.length < HEAD ? NOTHING : joined(head, in.readNBytes(length(head)));
        }

        @Override
        Part part(byte[] packet) {
            if (packet[HEAD - 1] != 0) {
                return Part.LOGIN;
            }
            return switch (packet[HEAD]) {
                case QUERY -> Part.STATEMENT;
                case PREPARE -> Part.PREPARE;
                case EXECUTE -> Part.EXECUTE;
                default -> Part.OTHER;
            };
        }

        @Override
        int length(byte[] head) {
            return (head[0] & 0xFF) | (head[1] & 0xFF) << 8 | (head[2] & 0xFF) << 16;
        }

        @Override
        String statement(byte[] packet) {
            return new String(packet, HEAD + 1, packet.length - HEAD - 1, StandardCharsets.UTF_8);
        }
    },

    /** Messages with a letter and a length of four bytes, but for the first one, which has no letter. */
    POSTGRESQL {
        private static final int HEAD = 5;

        @Override
        byte[] next(DataInputStream in) throws IOException {
            byte[] head = in.readNBytes(HEAD);
            if (head.length < HEAD) {
                return NOTHING;
            }
            return joined(head, in.readNBytes(length(head)));
        }

        @Override
        Part part(byte[] message) {
            return switch (message[0]) {
                case 0 -> Part.LOGIN;
                case 'Q' -> Part.STATEMENT;
                case 'D' -> Part.PREPARE;
                case 'E' -> Part.EXECUTE;
                case 'p', 'S' -> Part.END;
                default -> Part.OTHER;
            };
        }

        @Override
        int length(byte[] head) {
            boolean isFirst = head[0] == 0;
            return ByteBuffer.wrap(head).getInt(isFirst ? 0 : 1) - (isFirst ? HEAD : Integer.BYTES);
        }

        @Override
        String statement(byte[] message) {
            return new String(message, HEAD, message.length - HEAD - 1, StandardCharsets.UTF_8);
        }
    };

    static final byte[] NOTHING = {};

    /** What a message of a client is. */
    enum Part {
        LOGIN,
        /** A statement to run at once. */
        STATEMENT,
        PREPARE,
        /** Runs a prepared statement. */
        EXECUTE,
        /** The end of what the client sends at once. */
        END,
        OTHER
    }

    /** Reads a message; {@link #NOTHING} at the end. */
    abstract byte[] next(DataInputStream in) throws IOException;

    /** What a message is. */
    abstract Part part(byte[] message);

    /** How many bytes follow the head of a message. */
    abstract int length(byte[] head);

    /** The statement in a message that is one to run at once. */
    abstract String statement(byte[] message);

    private static byte[] joined(byte[] head, byte[] body) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head);
        message.writeBytes(body);
        return message.toByteArray();
    }
}
