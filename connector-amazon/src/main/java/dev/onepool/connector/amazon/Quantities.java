package dev.onepool.connector.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onepool.ListingId;
import dev.onepool.spi.ConnectorException;
import dev.onepool.spi.FailureKind;
import dev.onepool.spi.PublishResult;
import dev.onepool.spi.QuantityWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Writes quantities: one update for each listing, or for a large batch one feed. Never both for one listing: what is in a feed
 * that Amazon has not finished is not updated, and {@link Feeds} knows what is.
 *
 * <p>Amazon queues writes and tells of no end, so the most that is ever said is "accepted".
 */
final class Quantities {

  private static final String PATCH = "patch:";

  private final SpApi api;
  private final AmazonSettings settings;
  private final Listings listings;
  private final Feeds feeds;

  Quantities(SpApi api, AmazonSettings settings, Listings listings, Feeds feeds) {
    this.api = api;
    this.settings = settings;
    this.listings = listings;
    this.feeds = feeds;
  }

  List<PublishResult> publish(List<QuantityWrite> batch, Instant deadline) {
    refuseMalformed(batch);
    if (batch.isEmpty()) {
      return List.of();
    }
    api.authorise(deadline);
    @Nullable PublishResult[] results = new @Nullable PublishResult[batch.size()];
    PublishResult wait = settings.feeds() ? feeds.unsettled(deadline) : null;
    judge(batch, results, wait, deadline);
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      if (results[i] == null) {
        open.add(i);
      }
    }
    if (settings.feeds() && open.size() >= settings.feedThreshold()) {
      List<PublishResult> answers = feeds.submit(open.stream().map(batch::get).toList(), deadline);
      for (int i = 0; i < open.size(); i++) {
        results[open.get(i)] = answers.get(i);
      }
    } else {
      patchAll(batch, open, results, deadline);
    }
    return List.of(results);
  }

  /** Amazon says nothing more of an update that it took; what became of a feed it does say. */
  List<PublishResult> poll(List<String> tokens) {
    return feeds.poll(tokens);
  }

  private void refuseMalformed(List<QuantityWrite> batch) {
    if (batch.size() > settings.maxBatch()) {
      throw new IllegalArgumentException(
          "at most " + settings.maxBatch() + " listings can be written at once, were " + batch.size());
    }
    Set<ListingId> seen = new HashSet<>();
    for (QuantityWrite write : batch) {
      if (!seen.add(write.listing())) {
        throw new IllegalArgumentException("listing " + write.listing() + " stands twice in one batch");
      }
    }
  }

  /** Answers for what cannot or must not be sent. */
  private void judge(List<QuantityWrite> batch, @Nullable PublishResult[] results, @Nullable PublishResult wait,
      Instant deadline) {
    List<String> skus = batch.stream().map(QuantityWrite::listing).filter(Names::isOwn).map(Names::sku).toList();
    List<Reply> refused = new ArrayList<>();
    Map<String, Listings.Offer> offers = wait == null ? listings.offers(skus, deadline, refused) : Map.of();
    for (int i = 0; i < results.length; i++) {
      ListingId listing = batch.get(i).listing();
      String sku = Names.sku(listing);
      if (!Names.isOwn(listing) || offers.get(sku) == Listings.Offer.AMAZON_SHIPS) {
        results[i] = new PublishResult.Rejected(FailureKind.INVALID, "listing " + listing + " is sold from stock that Amazon"
            + " holds; writing a quantity would take that off sale");
      } else if (offers.get(sku) == Listings.Offer.UNKNOWN) {
        results[i] = new PublishResult.Rejected(FailureKind.UNKNOWN_LISTING, "Amazon has no offer of SKU " + sku);
      } else if (offers.get(sku) == null) {
        results[i] = wait != null ? wait : refused.get(0).asResult();
      } else if (feeds.holds(sku)) {
        results[i] = new PublishResult.Rejected(FailureKind.UNAVAILABLE, "SKU " + sku + " is in a feed that Amazon has not"
            + " finished; it is written when that is done");
      }
    }
  }

  /** Updates one after another. When the thread is interrupted, what was not sent is not sent any more. */
  private void patchAll(List<QuantityWrite> batch, List<Integer> open, @Nullable PublishResult[] results, Instant deadline) {
    PublishResult rest = null;
    for (int i : open) {
      if (rest == null) {
        try {
          results[i] = patch(batch.get(i), deadline);
        } catch (CancellationException interrupted) {
          results[i] = new PublishResult.Unknown("interrupted while it was sent");
          rest = new PublishResult.Rejected(FailureKind.UNAVAILABLE, "not sent: interrupted");
        } catch (ConnectorException noToken) {
          Instant until = noToken.until();
          rest = until != null ? new PublishResult.Throttled(until)
              : new PublishResult.Rejected(noToken.kind(), String.valueOf(noToken.getMessage()));
          results[i] = rest;
        }
      } else {
        results[i] = rest;
      }
    }
  }

  private PublishResult patch(QuantityWrite write, Instant deadline) {
    String sku = Names.sku(write.listing());
    ObjectNode body = SpApi.JSON.createObjectNode().put("productType", "PRODUCT");
    body.set("patches", merge(write.quantity()));
    Reply reply = api.send(Operation.PATCH_LISTINGS_ITEM, "PATCH", "/listings/2021-08-01/items/"
        + SpApi.encoded(settings.seller()) + "/" + SpApi.encoded(sku) + "?marketplaceIds=" + settings.marketplace()
        + "&issueLocale=en_US", body, deadline);
    if (!reply.is(Reply.Kind.ANSWERED)) {
      return reply.asResult();
    }
    String status = reply.body().path("status").asText();
    String submission = reply.body().path("submissionId").asText();
    if (status.equals("ACCEPTED") && !submission.isEmpty()) {
      return new PublishResult.Accepted(PATCH + submission);
    }
    return status.equals("INVALID")
        ? new PublishResult.Rejected(FailureKind.INVALID, "Amazon refused the quantity of SKU " + sku + ": " + issues(reply.body()))
        : reply.asResult();
  }

  /** Changes the quantity and leaves the handling time alone, which "replace" would drop. */
  static JsonNode merge(long quantity) {
    ObjectNode patch = SpApi.JSON.createObjectNode().put("op", "merge").put("path", "/attributes/fulfillment_availability");
    patch.putArray("value").addObject().put("fulfillment_channel_code", Names.DEFAULT).put("quantity", quantity);
    return SpApi.JSON.createArrayNode().add(patch);
  }

  private static String issues(JsonNode body) {
    StringBuilder text = new StringBuilder();
    for (JsonNode issue : body.path("issues")) {
      if (issue.path("severity").asText().equals("ERROR")) {
        text.append(text.isEmpty() ? "" : "; ").append(issue.path("code").asText()).append(' ')
            .append(issue.path("message").asText());
      }
    }
    return text.isEmpty() ? "it did not say why" : SpApi.clipped(text.toString());
  }
}
