package dev.onepool.core.internal.commit;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.onepool.StockCommand;
import dev.onepool.StockCommand.Reserve;
import dev.onepool.StockCommand.ReserveLine;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart two inputs under one key. It guards against mistakes, not against forgers.
 *
 * <p>The encoding is unambiguous whatever the identifiers hold: every text has its length before it, every component its
 * name, every record and list an end. What is null is left out, so that a command which gains an optional part keeps the
 * hashes that were stored before.
 */
final class InputHash {

  private static final byte TEXT = 1;
  private static final byte NUMBER = 2;
  private static final byte TIME = 3;
  private static final byte RECORD = 4;
  private static final byte LIST = 5;
  private static final byte FLAG = 6;
  private static final byte END = 0;

  private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
    @Override
    protected RecordComponent[] computeValue(Class<?> type) {
      return type.getRecordComponents();
    }
  };

  private final Hasher hasher = Hashing.murmur3_128().newHasher();

  private InputHash() {}

  static String of(StockCommand command) {
    InputHash hash = new InputHash();
    if (command instanceof Reserve reserve) {
      hash.put(reserve);
    } else {
      hash.put((Record) command);
    }
    return hash.hasher.hash().toString();
  }

  /** The busiest command, without reflection. */
  private void put(Reserve reserve) {
    begin("Reserve");
    put(reserve.reservation().value());
    Instant expiresAt = reserve.expiresAt();
    if (expiresAt != null) {
      put(expiresAt);
    }
    if (reserve.replaces() != null) {
      begin("replaces");
      put(reserve.replaces().value());
      hasher.putByte(END);
    }
    for (ReserveLine line : reserve.lines()) {
      begin("line");
      put(line.sku().value());
      if (line.location() != null) {
        put(line.location().value());
      }
      hasher.putByte(NUMBER).putLong(line.quantity().units()).putByte(FLAG).putBoolean(line.kit()).putByte(END);
    }
    hasher.putByte(END);
  }

  private void put(Record value) {
    begin(value.getClass().getSimpleName());
    for (RecordComponent component : COMPONENTS.get(value.getClass())) {
      Object part = read(value, component);
      if (part != null) {
        put(component.getName());
        put(part);
      }
    }
    hasher.putByte(END);
  }

  private void put(Object value) {
    if (value instanceof String text) {
      put(text);
    } else if (value instanceof Long number) {
      hasher.putByte(NUMBER).putLong(number);
    } else if (value instanceof Boolean flag) {
      hasher.putByte(FLAG).putBoolean(flag);
    } else if (value instanceof Instant time) {
      put(time);
    } else if (value instanceof List<?> list) {
      hasher.putByte(LIST);
      list.forEach(this::put);
      hasher.putByte(END);
    } else if (value instanceof Record part) {
      put(part);
    } else {
      throw new IllegalStateException("a command holds what has no encoding: " + value.getClass().getName());
    }
  }

  private void begin(String name) {
    hasher.putByte(RECORD);
    put(name);
  }

  private void put(String text) {
    hasher.putByte(TEXT).putInt(text.length()).putUnencodedChars(text);
  }

  private void put(Instant time) {
    hasher.putByte(TIME).putLong(time.getEpochSecond()).putInt(time.getNano());
  }

  private static @Nullable Object read(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component + " of " + value, e);
    }
  }
}
