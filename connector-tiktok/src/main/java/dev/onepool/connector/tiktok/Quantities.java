package dev.onepool.connector.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.connector.tiktok.Listings.Item;
import dev.onepool.connector.tiktok.Listings.Shelf;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Writes quantities: one call for each product, with its SKUs, and of each SKU all warehouses that stock it, because TikTok
 * refuses a call that leaves one out. Which these are is read first, once for the batch.
 */
final class Quantities {

  private final Api api;
  private final TikTokSettings settings;
  private final Listings listings;

  Quantities(Api api, TikTokSettings settings, Listings listings) {
    this.api = api;
    this.settings = settings;
    this.listings = listings;
  }

  /** A write that can be sent: where it stands in the batch, and what is on the shelf. */
  private record Line(int place, QuantityWrite write, Shelf shelf) {

    String sku() {
      return shelf.item().sku();
    }
  }

  List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    @Nullable PublishResult[] results = new @Nullable PublishResult[batch.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = refusedHere(batch.get(i));
    }
    List<String> skus = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      Item item = results[i] == null ? Item.of(batch.get(i).listing()) : null;
      if (item != null && !skus.contains(item.sku())) {
        skus.add(item.sku());
      }
    }
    Map<String, Shelf> shelves = listings.shelves(skus, deadline);
    Map<String, List<Line>> products = new LinkedHashMap<>();
    for (int i = 0; i < results.length; i++) {
      Item item = Item.of(batch.get(i).listing());
      if (results[i] == null && item != null) {
        Shelf shelf = shelves.get(item.sku());
        results[i] = refused(batch.get(i), item, shelf);
        if (results[i] == null && shelf != null) {
          products.computeIfAbsent(item.product(), any -> new ArrayList<>()).add(new Line(i, batch.get(i), shelf));
        }
      }
    }
    send(products, results, deadline);
    return List.of(results);
  }

  private @Nullable PublishResult refusedHere(QuantityWrite write) {
    if (Item.of(write.listing()) == null) {
      return new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING,
          "a TikTok listing is a product's and a SKU's number, such as 1729/1730, not \"" + write.listing() + "\"");
    }
    return write.quantity() <= settings.maxQuantity() ? null : new PublishResult.Rejected(FailureKind.INVALID,
        "TikTok takes quantities up to " + settings.maxQuantity() + ", not " + write.quantity() + " for " + write.listing()
            + "; cap the channel below that");
  }

  /** Answers for what is not there, or must not be written. */
  private @Nullable PublishResult refused(QuantityWrite write, Item item, @Nullable Shelf shelf) {
    if (shelf == null || !shelf.item().equals(item)) {
      return new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING,
          "shop " + settings.shop() + " has no SKU " + item.sku() + " of product " + item.product());
    }
    String why = null;
    if (listings.isHeld(shelf.available().keySet())) {
      why = "it is sold from stock that TikTok holds";
    } else if (shelf.available().keySet().stream().anyMatch(settings.fbtWarehouses()::contains)) {
      why = "a warehouse that TikTok runs stocks it too, and TikTok takes all warehouses or none";
    } else if (!shelf.available().isEmpty() && !shelf.available().containsKey(settings.warehouse())) {
      why = "warehouse " + settings.warehouse() + " does not stock it; only " + shelf.available().keySet() + " do";
    } else if (shelf.available().size() > 1 && settings.otherWarehouses() == TikTokSettings.OtherWarehouses.REFUSE) {
      why = "warehouses " + shelf.available().keySet() + " stock it, and TikTok takes all or none; take it out of the others, "
          + "or set other-warehouses to zero or keep";
    }
    return why == null ? null
        : new PublishResult.Rejected(FailureKind.INVALID, "listing " + write.listing() + " is not written: " + why);
  }

  /** Sends product after product. What cannot be sent any more is said not to have been sent. */
  private void send(Map<String, List<Line>> products, @Nullable PublishResult[] results, Instant deadline) {
    PublishResult rest = null;
    for (Map.Entry<String, List<Line>> product : products.entrySet()) {
      List<Line> lines = product.getValue();
      if (rest == null && !api.now().isBefore(deadline)) {
        rest = new PublishResult.Throttled(api.now());
      }
      if (rest != null) {
        fill(results, lines, rest);
        continue;
      }
      try {
        Api.Reply reply = api.send(call(product.getKey(), lines), deadline);
        rest = reply.until() == null ? null : reply.asResult();
        if (reply.isAnswered()) {
          understand(lines, reply.data(), results);
        } else {
          fill(results, lines, reply.asResult());
        }
      } catch (CancellationException interrupted) {
        fill(results, lines, new PublishResult.Unknown("interrupted while it was sent"));
        rest = new PublishResult.Rejected(FailureKind.UNAVAILABLE, "not sent: interrupted");
      } catch (ConnectorException noToken) {
        rest = Api.Reply.of(noToken).asResult();
        fill(results, lines, rest);
      }
    }
  }

  private Api.Call call(String product, List<Line> lines) {
    ObjectNode body = Json.object();
    ArrayNode skus = body.putArray("skus");
    for (Line line : lines) {
      ArrayNode inventory = skus.addObject().put("id", line.sku()).putArray("inventory");
      entries(line).forEach((warehouse, units) ->
          inventory.addObject().put("warehouse_id", warehouse).put("quantity", units));
    }
    return Api.Call.post(Api.Operation.UPDATE_INVENTORY, "/product/202309/products/" + product + "/inventory/update",
        Map.of(), body);
  }

  private Map<String, Long> entries(Line line) {
    Map<String, Long> entries = new TreeMap<>(line.shelf().available());
    if (settings.otherWarehouses() != TikTokSettings.OtherWarehouses.KEEP) {
      entries.replaceAll((warehouse, units) -> 0L);
    }
    entries.put(settings.warehouse(), line.write().quantity());
    return entries;
  }

  /** Reads what TikTok says of each SKU: code 0 speaks of the call, and some of it may have been refused all the same. */
  private void understand(List<Line> lines, JsonNode data, @Nullable PublishResult[] results) {
    JsonNode errors = data.path("errors");
    boolean readable = errors.isArray() || errors.isMissingNode() || errors.isNull();
    boolean nameless = !readable;
    for (JsonNode error : errors) {
      Line line = find(lines, Json.idOrNull(error.path("detail"), "sku_id"));
      if (line == null) {
        nameless = true;
      } else if (!(results[line.place()] instanceof PublishResult.Unknown)) {
        results[line.place()] = result(line, error);
      }
    }
    for (Line line : lines) {
      if (results[line.place()] == null) {
        results[line.place()] = nameless
            ? new PublishResult.Unknown("TikTok reports an error and does not say of which SKU: " + said(errors.path(0)))
            : settings.receipts() ? new PublishResult.Applied(null) : new PublishResult.Accepted(line.write().attempt());
      }
    }
  }

  private static @Nullable Line find(List<Line> lines, @Nullable String sku) {
    return lines.stream().filter(line -> line.sku().equals(sku)).findFirst().orElse(null);
  }

  /** A SKU is refused if all that is said of it refuses, and our warehouse is among what is refused. */
  private PublishResult result(Line line, JsonNode error) {
    JsonNode details = error.path("detail").path("extra_errors");
    boolean refuses = Api.isRefusal(error.path("code").asLong());
    boolean ours = details.isEmpty();
    for (JsonNode detail : details) {
      refuses &= Api.isRefusal(detail.path("code").asLong());
      String warehouse = Json.idOrNull(detail, "warehouse_id");
      ours |= warehouse == null || warehouse.equals(settings.warehouse());
    }
    String message = "listing " + line.write().listing() + ": " + said(error);
    if (!refuses || !ours) {
      return new PublishResult.Unknown(message);
    }
    return new PublishResult.Rejected(FailureKind.INVALID, line.write().quantity() > 0 ? message
        : message + ". If TikTok takes no 0 here, deactivate product " + line.shelf().item().product() + " in the Seller Center");
  }

  private String said(JsonNode error) {
    StringBuilder said = new StringBuilder(error.path("code").asText() + " " + error.path("message").asText());
    for (JsonNode detail : error.path("detail").path("extra_errors")) {
      said.append("; ").append(detail.path("code").asText()).append(' ').append(detail.path("message").asText());
    }
    return settings.clean(said.toString());
  }

  private static void fill(@Nullable PublishResult[] results, List<Line> lines, PublishResult result) {
    lines.forEach(line -> results[line.place()] = result);
  }
}
