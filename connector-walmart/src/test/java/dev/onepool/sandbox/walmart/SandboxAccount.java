package dev.onepool.sandbox.walmart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The account's profile and its subscriptions to notifications. Guarded by the sandbox's lock. */
final class SandboxAccount {

  private final Limits limits;
  private final SandboxFeeds feeds;
  final List<ObjectNode> subscriptions = new ArrayList<>();

  SandboxAccount(Limits limits, SandboxFeeds feeds) {
    this.limits = limits;
    this.feeds = feeds;
  }

  JsonNode profile() {
    ObjectNode profile = Request.JSON.createObjectNode();
    profile.putObject("partner").put("partnerId", WalmartSandbox.PARTNER);
    ArrayNode configurations = profile.putArray("configurations");
    configurations.addObject().put("configurationName", "ACCOUNT").putObject("configuration").put("status", "ACTIVE");
    ObjectNode feed = configurations.addObject().put("configurationName", "FEED").putObject("configuration").putArray("values")
        .addObject().put("feedType", "inventory");
    ObjectNode throttle = feed.putArray("throttleConfigurations").addObject().put("type", "SELLER");
    throttle.putObject("rate").put("count", limits.feeds).putObject("replenishTimeWindow").put("value", 3_600)
        .put("unitOfMeasurement", "SECOND");
    throttle.putObject("fileSize").put("value", feeds.largest).put("unitOfMeasurement", "BYTES");
    return profile;
  }

  JsonNode subscriptions() {
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode events = answer.putArray("events");
    subscriptions.forEach(events::add);
    return answer;
  }

  JsonNode subscribe(Request request) {
    ObjectNode answer = Request.JSON.createObjectNode();
    ArrayNode told = answer.putArray("event");
    for (JsonNode event : request.json("events").path("events")) {
      Request.only(event, "eventType", "eventVersion", "resourceName", "eventUrl", "status", "authDetails", "headers");
      List.of("eventType", "eventVersion", "resourceName", "eventUrl", "status").forEach(name -> Request.text(event, name));
      subscriptions.add(event.deepCopy());
      told.addObject().put("eventType", event.path("eventType").asText()).put("subscriptionId", "subscription-" + subscriptions.size())
          .put("partnerId", WalmartSandbox.PARTNER).put("eventVersion", "V1").put("resourceName", event.path("resourceName").asText())
          .put("status", "ACTIVE");
    }
    return answer;
  }
}
