package fiveways.contract;

import fiveways.contract.api.Batching;
import fiveways.contract.api.Line;
import fiveways.contract.api.LineTooLongException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects what comes as it comes, and sends at the tick whatever that is.
 *
 * <p>Whoever splits what he has at line feeds gets half an event at the end, if only half of it has
 * come, and the viewer takes it for a whole one. The other half is one more event.
 */
@Breaks(
    value = {"DASH-2", "DASH-4"},
    perhaps = {"DASH-3"},
    seen = "in two halves")
public final class BrokenHalfEventInBatch extends DashboardVariant {
  @Override
  ReferenceDashboard.Run run(Batching batching) {
    return new ReferenceDashboard.Run(batching) {

      private String half = ""; // guarded by lock

      @Override
      protected Optional<String> readLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) != '\n'; line.write(b)) {
          if (b < 0) {
            return Optional.empty();
          }
          if (line.size() == Line.MAX_BYTES) {
            throw new LineTooLongException();
          }
          if (in.available() == 0) {
            collect(line, b);
          }
        }
        return whole(line.toByteArray());
      }

      private void collect(ByteArrayOutputStream line, int last) {
        lock.lock();
        try {
          half = line.toString(StandardCharsets.ISO_8859_1) + (char) last;
        } finally {
          lock.unlock();
        }
      }

      private Optional<String> whole(byte[] line) {
        lock.lock();
        try {
          var text = text(line);
          var left = sent <= text.length() ? text.substring(sent) : "";
          half = "";
          sent = 0;
          return Optional.of(left);
        } finally {
          lock.unlock();
        }
      }

      private int sent; // of the event that has begun; guarded by lock

      @Override
      protected List<String> take() {
        lock.lock();
        try {
          var events = new ArrayList<>(super.take());
          if (half.length() > sent) {
            events.add(half.substring(sent));
            sent = half.length();
          }
          return events;
        } finally {
          lock.unlock();
        }
      }
    };
  }
}
