package fiveways.contract;

import fiveways.contract.api.EchoSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;

/**
 * Drops what a write did not take. A write that does not block takes what there is room for, and
 * says how much; students who have only seen writes that take everything do not look, and {@code
 * clear()} the buffer. It shows only once a client reads more slowly than it writes.
 */
@Breaks({"ECHO-1", "ECHO-2", "ECHO-3", "ECHO-4", "ECHO-6"})
public final class BrokenPartialWrite extends SpoiltEcho {
  @Override
  protected ReferenceServer spoilt(EchoSettings settings) throws IOException {
    return new ReferenceEcho(settings) {
      @Override
      protected ServerSocket unbound() throws IOException {
        return ServerSocketChannel.open().socket();
      }

      @Override
      protected void echo(Connection connection, byte[] bytes, int n) throws IOException {
        var channel = connection.socket.getChannel();
        channel.configureBlocking(false);
        var _ = channel.write(ByteBuffer.wrap(bytes, 0, n));
        channel.configureBlocking(true);
      }
    };
  }
}
