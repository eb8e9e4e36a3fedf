package archipelago.engine.broken.run;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/// Does once everything that is banned.
final class ReadsTheWorld {
    LongSupplier clock() {
        return System::nanoTime;
    }

    List<Object> times() {
        return List.of(Clock.systemUTC(), Instant.now(), new Date(), ZoneId.systemDefault());
    }

    List<Object> chances(List<String> names) {
        Collections.shuffle(names);
        return List.of(new Random(1), Math.random(), UUID.randomUUID(), System.identityHashCode(names));
    }

    List<Object> surroundings() {
        return List.of(
                System.getenv("LANG"), System.getProperty("os.name"), Locale.getDefault(), Charset.defaultCharset());
    }

    List<Object> texts(byte[] bytes, InputStream stream) {
        var text = new String(bytes);
        return List.of(text.getBytes(), text.toLowerCase(), text.toUpperCase(), new InputStreamReader(stream));
    }

    String formatted(int number) {
        return String.format("%d", number) + "%d".formatted(number);
    }

    void threads(List<String> names) throws InterruptedException {
        new Thread(() -> names.parallelStream().forEach(System.out::println)).start();
        Executors.newCachedThreadPool().close();
        Thread.sleep(1);
    }
}
