import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the small order file of the build check, and reads the result that the demo wrote for it.
 *
 * <p>Run by {@code .ci/run} as a single source file: {@code java SmallDemo.java write ORDERS} and
 * {@code java SmallDemo.java check JSON}, {@code java SmallDemo.java check-replay JSON HTML}. It needs nothing but a JDK.
 */
final class SmallDemo {

  private static final int ROWS = 200;
  private static final int DAYS = 4;
  private static final String[] SKUS = {"MUG", "mug", "22423", "85123A"};

  private SmallDemo() {}

  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "write" -> Files.write(Path.of(args[1]), orders());
      case "check" -> check(Files.readString(Path.of(args[1])));
      case "check-replay" -> checkReplay(Files.readString(Path.of(args[1])), Files.readString(Path.of(args[2])));
      default -> throw new IllegalArgumentException("write, check or check-replay, was " + args[0]);
    }
  }

  /** Four busy days with a cancellation and two rows that cannot be read among them; the same on every run. */
  private static List<String> orders() {
    Random random = new Random(7);
    List<String> rows = new ArrayList<>(List.of("invoice,time,sku,quantity,unit_price,customer,country"));
    for (int i = 0; i < ROWS; i++) {
      int minute = i * DAYS * 24 * 60 / ROWS;
      String time = "2011-03-%02dT%02d:%02d:00Z".formatted(1 + minute / 1440, minute / 60 % 24, minute % 60);
      rows.add("%d,%s,%s,%d,2.55,%d,United Kingdom".formatted(
          5000 + i, time, SKUS[random.nextInt(SKUS.length)], 1 + random.nextInt(12), 100 + random.nextInt(80)));
    }
    rows.add(60, "C5010,2011-03-02T04:00:00Z,MUG,-2,2.55,105,United Kingdom");
    rows.add(90, "5999,yesterday,MUG,2,2.55,105,United Kingdom");
    rows.add(120, "5999,2011-03-03T01:00:00Z,MUG");
    return rows;
  }

  private static void check(String json) {
    List<String> problems = new ArrayList<>();
    expect(problems, json, "onepool", "units_oversold", 0, 0);
    expect(problems, json, "onepool", "audit_findings", 0, 0);
    // Without these a run that sold nothing, or never ran short, would pass.
    expect(problems, json, "onepool", "units_delivered", 1, Long.MAX_VALUE);
    expect(problems, json, "independent_full", "units_oversold", 1, Long.MAX_VALUE);
    for (String channel : new String[] {"amazon", "shopify", "walmart", "ebay", "tiktok"}) {
      if (!Pattern.compile('"' + channel + "\"\\s*:\\s*true").matcher(json).find()) {
        problems.add("the books of " + channel + " and the ledger differ");
      }
    }
    if (!problems.isEmpty()) {
      System.err.println("the demo's result is wrong: " + String.join("; ", problems));
      System.err.println(json);
      System.exit(1);
    }
    System.out.println("the demo's result is right: 0 units oversold, 0 audit findings, "
        + number(json, "onepool", "units_delivered") + " units delivered");
  }

  private static void checkReplay(String json, String page) {
    long[] rights = numbers(json, "rights");
    long[] mirror = numbers(json, "mirror");
    if (rights[0] < 1 || rights[1] != 0 || mirror[1] < 1 || !page.contains("<svg") || page.contains("http")) {
      System.err.println("the replay is wrong: rights delivered " + rights[0] + " and oversold " + rights[1] + ", mirror oversold "
          + mirror[1] + "; its page has " + page.length() + " characters");
      System.err.println(json);
      System.exit(1);
    }
    System.out.println("the replay is right: rights delivered " + rights[0] + " and oversold 0, mirror oversold " + mirror[1]);
  }

  /** Returns the units that a policy delivered and oversold; -1 each where it is not there. */
  private static long[] numbers(String json, String policy) {
    Matcher found = Pattern.compile("\"policy\"\\s*:\\s*\"" + policy
        + "\".*?\"units_delivered\"\\s*:\\s*(\\d+).*?\"oversold\"\\s*:\\s*(\\d+)", Pattern.DOTALL).matcher(json);
    return found.find() ? new long[] {Long.parseLong(found.group(1)), Long.parseLong(found.group(2))} : new long[] {-1, -1};
  }

  private static void expect(List<String> problems, String json, String section, String key, long least, long most) {
    long value = number(json, section, key);
    if (value < least || value > most) {
      problems.add(section + "." + key + " is " + value + ", expected "
          + (most == Long.MAX_VALUE ? "at least " + least : "" + least));
    }
  }

  /** Returns a number of one contender; -1 where there is none. Contenders hold numbers only, so no brace is nested. */
  private static long number(String json, String section, String key) {
    Matcher body = Pattern.compile("\"" + section + "\"\\s*:\\s*\\{([^}]*)}").matcher(json);
    if (!body.find()) {
      return -1;
    }
    Matcher value = Pattern.compile("\"" + key + "\"\\s*:\\s*(-?\\d+)").matcher(body.group(1));
    return value.find() ? Long.parseLong(value.group(1)) : -1;
  }
}
