package fiveways.contract.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fiveways.contract.api.Line;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.OptionalInt;

/**
 * A client of a server under test. Reads wait patiently ({@link Patience#forAnEvent}) and then fail
 * with {@link java.net.SocketTimeoutException}; writes block as long as the server does not read.
 */
public final class Client implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final long connectingSince;

  private Client(InetSocketAddress server, OptionalInt socketBuffer) throws IOException {
    socket = new Socket();
    if (socketBuffer.isPresent()) {
      socket.setReceiveBufferSize(socketBuffer.getAsInt());
      socket.setSendBufferSize(socketBuffer.getAsInt());
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(Patience.forAnEvent().toMillis()));
    connectingSince = System.nanoTime();
    socket.connect(server);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects, with the kernel's buffers. */
  public static Client of(InetSocketAddress server) throws IOException {
    return new Client(server, OptionalInt.empty());
  }

  /** Connects, with socket buffers of so many bytes each way. */
  public static Client of(InetSocketAddress server, int socketBuffer) throws IOException {
    return new Client(server, OptionalInt.of(socketBuffer));
  }

  /** When the connect began, by {@link System#nanoTime}: no server accepted it before. */
  public long connectingSince() {
    return connectingSince;
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  public void sendLine(String line) throws IOException {
    send(new Line(line).bytes());
  }

  /** Exactly so many bytes. */
  public byte[] read(int bytes) throws IOException {
    var read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException("end of stream after %d of %d bytes".formatted(read.length, bytes));
    }
    return read;
  }

  /** The next line, without its line feed. */
  public String readLine() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b; (b = in.read()) != '\n'; line.write(b)) {
      if (b < 0) {
        throw new EOFException("end of stream after \"" + line.toString(ISO_8859_1) + "\"");
      }
    }
    return line.toString(ISO_8859_1);
  }

  /** Everything up to the end of stream. */
  public byte[] readToEnd() throws IOException {
    return in.readAllBytes();
  }

  /** Waits until the server ends this connection, in whatever way; what comes before is dropped. */
  public void awaitEnd() {
    try {
      var _ = in.skip(Long.MAX_VALUE);
      while (in.read() >= 0) {
        var _ = in.skip(Long.MAX_VALUE);
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("the server does not end this connection", e);
    } catch (IOException reset) {
      // a reset is an end
    }
  }

  /** Half-close: no more bytes will be sent. */
  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Goes without a word of goodbye: the server sees a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  public Socket socket() {
    return socket;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
