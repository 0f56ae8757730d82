package dev.onepool.sandbox.shopify;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetcherFactories;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeRuntimeWiring;
import graphql.validation.ValidationError;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Executes GraphQL on the shop, by a schema of our own, so that what the schema does not have is refused. */
final class ShopSchema {

  private static final Pattern CHANGED = Pattern.compile("updated_at:>='([^']+)'");

  private final Shop shop;
  private final ShopViews views;
  final ShopWrites writes;
  private final List<Map<String, @Nullable Object>> subscriptions;
  private final GraphQL graphQl;

  ShopSchema(Shop shop, List<Map<String, @Nullable Object>> subscriptions) {
    this.shop = shop;
    this.views = new ShopViews(shop);
    this.writes = new ShopWrites(shop);
    this.subscriptions = subscriptions;
    InputStream sdl = Objects.requireNonNull(ShopSchema.class.getResourceAsStream("shop.graphqls"), "shop.graphqls");
    graphQl = GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(
            new SchemaParser().parse(new InputStreamReader(sdl, StandardCharsets.UTF_8)), wiring()))
        .defaultDataFetcherExceptionHandler(parameters -> CompletableFuture.completedFuture(
            DataFetcherExceptionHandlerResult.newResult(error(parameters.getException())).build()))
        .build();
  }

  private static GraphQLError error(Throwable broken) {
    return broken instanceof ShopRefusal refusal ? refusal
        : new ShopRefusal("INTERNAL_SERVER_ERROR", "Internal error. " + broken);
  }

  private RuntimeWiring wiring() {
    return RuntimeWiring.newRuntimeWiring()
        .codeRegistry(GraphQLCodeRegistry.newCodeRegistry()
            .defaultDataFetcher(DataFetcherFactories.useDataFetcher((DataFetcher<Object>) ShopSchema::field)))
        .scalar(GraphQLScalarType.newScalar().name("DateTime").coercing(new Text()).build())
        .type(TypeRuntimeWiring.newTypeWiring("Node").typeResolver(ShopSchema::type))
        .type(TypeRuntimeWiring.newTypeWiring("ReturnLineItemType").typeResolver(ShopSchema::type))
        .type(TypeRuntimeWiring.newTypeWiring("QueryRoot")
            .dataFetcher("node", call -> views.node(Objects.requireNonNull(call.getArgument("id"))))
            .dataFetcher("nodes", this::nodes)
            .dataFetcher("inventoryItems", call -> page(call, shop.items.values().stream().map(views::item).toList()))
            .dataFetcher("locations", call -> page(call, shop.places.keySet().stream().map(views::place).toList()))
            .dataFetcher("orders", this::orders)
            .dataFetcher("fulfillmentOrders", this::parts)
            .dataFetcher("webhookSubscriptions", call -> page(call, List.copyOf(subscriptions))))
        .type(TypeRuntimeWiring.newTypeWiring("InventoryItem").dataFetcher("inventoryLevel", this::level))
        .type(TypeRuntimeWiring.newTypeWiring("InventoryLevel").dataFetcher("quantities", ShopSchema::quantities))
        .type(TypeRuntimeWiring.newTypeWiring("Mutation")
            .dataFetcher("inventorySetQuantities", writes::set)
            .dataFetcher("fulfillmentCreate", this::ship)
            .dataFetcher("webhookSubscriptionCreate", this::subscribe))
        .build();
  }

  /** A scalar that is a text. */
  private static final class Text implements Coercing<String, String> {
    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
      return value.toString();
    }
  }

  private static graphql.schema.GraphQLObjectType type(graphql.TypeResolutionEnvironment environment) {
    Map<?, ?> source = environment.getObject();
    return Objects.requireNonNull(environment.getSchema().getObjectType(String.valueOf(source.get("__typename"))));
  }

  private static @Nullable Object field(DataFetchingEnvironment call) {
    Map<?, ?> source = Objects.requireNonNull(call.getSource());
    Object value = source.get(call.getField().getName());
    value = value instanceof Supplier<?> supplier ? supplier.get() : value;
    String type = ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(call.getFieldType())).getName();
    if (value instanceof List<?> list && type.endsWith("Connection")) {
      return page(call, list);
    } else if (value instanceof List<?> list && call.getArgument("first") instanceof Integer first) {
      return list.subList(0, Math.min(list.size(), first));
    }
    return value;
  }

  private static Map<String, @Nullable Object> page(DataFetchingEnvironment call, List<?> list) {
    String after = call.getArgument("after");
    int from = 0;
    if (after != null) {
      require(after.matches("at-[0-9]{1,9}"), "Invalid cursor.");
      from = Integer.parseInt(after.substring(3));
    }
    int to = Math.min(list.size(), from + first(call));
    return connection(list.subList(Math.min(from, to), to), to < list.size(), "at-" + to);
  }

  private static int first(DataFetchingEnvironment call) {
    Integer first = call.getArgument("first");
    if (first == null || first < 1 || first > 250) {
      throw new ShopRefusal("BAD_REQUEST", "you must provide one of first or last, from 1 to 250");
    }
    return first;
  }

  private static Map<String, @Nullable Object> connection(List<?> nodes, boolean more, @Nullable String cursor) {
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("hasNextPage", more);
    info.put("endCursor", nodes.isEmpty() ? null : cursor);
    Map<String, @Nullable Object> connection = new LinkedHashMap<>();
    connection.put("pageInfo", info);
    connection.put("nodes", nodes);
    return connection;
  }

  private List<@Nullable Object> nodes(DataFetchingEnvironment call) {
    List<String> ids = Objects.requireNonNull(call.getArgument("ids"));
    if (ids.size() > 250) {
      throw new ShopRefusal("MAX_INPUT_SIZE_EXCEEDED", "at most 250 ids, not " + ids.size());
    }
    List<@Nullable Object> nodes = new ArrayList<>();
    ids.forEach(id -> nodes.add(views.node(id)));
    return nodes;
  }

  private @Nullable Object level(DataFetchingEnvironment call) {
    Map<?, ?> source = Objects.requireNonNull(call.getSource());
    return views.level((Shop.Item) Objects.requireNonNull(source.get("item")),
        Objects.requireNonNull(call.getArgument("locationId")));
  }

  private static Object quantities(DataFetchingEnvironment call) {
    Map<?, ?> source = Objects.requireNonNull(call.getSource());
    List<String> names = Objects.requireNonNull(call.getArgument("names"));
    require(names.stream().allMatch("available"::equals), "the sandbox keeps available quantities only");
    return names.stream().map(name -> Map.of("name", name, "quantity", source.get("available"))).toList();
  }

  /** An order that the search index knows in this state. */
  private record Indexed(Instant changed, ShopOrder order) {
    String cursor() {
      return changed.getEpochSecond() + "-" + order.id;
    }
  }

  private Map<String, @Nullable Object> orders(DataFetchingEnvironment call) {
    require("UPDATED_AT".equals(call.getArgument("sortKey")), "the sandbox sorts orders by UPDATED_AT only");
    String query = String.valueOf(call.<Object>getArgument("query"));
    Matcher changed = CHANGED.matcher(query);
    require(changed.matches() || query.equals("status:open"), "the sandbox does not understand the search " + query);
    Instant since = changed.matches() ? Instant.parse(changed.group(1)) : Instant.MIN;
    List<Indexed> found = new ArrayList<>();
    for (ShopOrder order : shop.orders.values()) {
      Instant known = order.indexedAt(shop.clock.instant());
      if (known != null && !known.isBefore(since) && (changed.matches() || order.isOpen())) {
        found.add(new Indexed(known, order));
      }
    }
    found.sort(Comparator.comparing(Indexed::changed).thenComparing(one -> one.order().id));
    String after = call.getArgument("after");
    // Shopify's cursors name a place in the sorting, and no offset.
    List<Indexed> rest = after == null ? found : found.stream().filter(one -> isAfter(one, after)).toList();
    List<Indexed> page = rest.subList(0, Math.min(rest.size(), first(call)));
    return connection(page.stream().map(one -> views.order(one.order())).toList(), page.size() < rest.size(),
        page.isEmpty() ? null : page.get(page.size() - 1).cursor());
  }

  private Map<String, @Nullable Object> parts(DataFetchingEnvironment call) {
    require("UPDATED_AT".equals(call.getArgument("sortKey")) && Boolean.TRUE.equals(call.getArgument("includeClosed")),
        "the sandbox tells all fulfilment orders by UPDATED_AT only");
    Matcher changed = CHANGED.matcher(String.valueOf(call.<Object>getArgument("query")));
    require(changed.matches(), "the sandbox does not understand the search");
    Instant since = Instant.parse(changed.group(1));
    record Found(ShopOrder order, ShopOrder.Part part) {}
    List<Found> found = new ArrayList<>();
    shop.orders.values().forEach(order -> order.parts.stream().filter(part -> !part.updatedAt.isBefore(since))
        .forEach(part -> found.add(new Found(order, part))));
    found.sort(Comparator.<Found, Instant>comparing(one -> one.part().updatedAt).thenComparing(one -> one.part().id));
    return page(call, found.stream().map(one -> views.part(one.order(), one.part())).toList());
  }

  private static boolean isAfter(Indexed one, String cursor) {
    String[] parts = cursor.split("-");
    require(parts.length == 2, "Invalid cursor.");
    int order = Long.compare(one.changed().getEpochSecond(), Long.parseLong(parts[0]));
    return order > 0 || order == 0 && one.order().id > Long.parseLong(parts[1]);
  }

  private Map<String, @Nullable Object> ship(DataFetchingEnvironment call) {
    Map<String, Object> input = Objects.requireNonNull(call.getArgument("fulfillment"));
    Map<ShopOrder.PartLine, Long> units = new LinkedHashMap<>();
    ShopOrder owner = null;
    for (Object wanted : (List<?>) Objects.requireNonNull(input.get("lineItemsByFulfillmentOrder"))) {
      Map<?, ?> one = (Map<?, ?>) wanted;
      for (ShopOrder order : shop.orders.values()) {
        for (ShopOrder.Part part : order.parts) {
          if (ShopViews.gid("FulfillmentOrder", part.id).equals(one.get("fulfillmentOrderId"))) {
            owner = order;
            units.putAll(lines(part, one.get("fulfillmentOrderLineItems")));
          }
        }
      }
    }
    Map<?, ?> tracking = input.get("trackingInfo") instanceof Map<?, ?> given ? given : Map.of();
    String refused = owner == null || units.isEmpty() ? "Fulfillment order does not exist."
        : shop.ship(owner, units, (String) tracking.get("company"), (String) tracking.get("number"));
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("fulfillment", refused != null || owner == null ? null
        : ShopViews.shipment(owner.shipments.get(owner.shipments.size() - 1)));
    payload.put("userErrors", refused == null ? List.of() : List.of(Map.of("field", List.of("fulfillment"), "message", refused)));
    return payload;
  }

  private static Map<ShopOrder.PartLine, Long> lines(ShopOrder.Part part, @Nullable Object wanted) {
    Map<ShopOrder.PartLine, Long> units = new LinkedHashMap<>();
    for (ShopOrder.PartLine line : part.lines) {
      if (wanted == null) {
        units.put(line, line.remaining);
        continue;
      }
      for (Object one : (List<?>) wanted) {
        if (ShopViews.gid("FulfillmentOrderLineItem", line.id).equals(((Map<?, ?>) one).get("id"))) {
          units.put(line, ((Number) Objects.requireNonNull(((Map<?, ?>) one).get("quantity"))).longValue());
        }
      }
    }
    return units;
  }

  private Map<String, @Nullable Object> subscribe(DataFetchingEnvironment call) {
    Map<String, Object> input = Objects.requireNonNull(call.getArgument("webhookSubscription"));
    Map<String, @Nullable Object> subscription = new LinkedHashMap<>();
    subscription.put("__typename", "WebhookSubscription");
    subscription.put("id", ShopViews.gid("WebhookSubscription", shop.id()));
    subscription.put("topic", call.getArgument("topic"));
    subscription.put("uri", input.get("uri"));
    subscription.put("format", input.getOrDefault("format", "JSON"));
    boolean taken = subscriptions.stream().anyMatch(one -> Objects.equals(one.get("topic"), subscription.get("topic"))
        && Objects.equals(one.get("uri"), subscription.get("uri")));
    String wrong = taken ? "Address for this topic has already been taken"
        : String.valueOf(input.get("uri")).startsWith("https://") ? null : "Address is invalid";
    if (wrong == null) {
      subscriptions.add(subscription);
    }
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("webhookSubscription", wrong == null ? subscription : null);
    payload.put("userErrors", wrong == null ? List.of() : List.of(Map.of("field", List.of("webhookSubscription"), "message", wrong)));
    return payload;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new ShopRefusal("BAD_REQUEST", otherwise);
    }
  }

  /** Executes a call and returns its answer, with Shopify's form of errors. */
  Map<String, @Nullable Object> execute(String query, Map<String, Object> variables) {
    ExecutionResult result =
        graphQl.execute(ExecutionInput.newExecutionInput(query).variables(variables).build());
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    if (result.isDataPresent()) {
      answer.put("data", result.getData());
    }
    if (!result.getErrors().isEmpty()) {
      answer.put("errors", result.getErrors().stream().map(ShopSchema::told).toList());
      if (result.getErrors().stream().anyMatch(ShopRefusal.class::isInstance)) {
        answer.remove("data");
      }
    }
    return answer;
  }

  private static Map<String, Object> told(GraphQLError error) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("message", String.valueOf(error.getMessage()));
    if (error.getLocations() != null && !error.getLocations().isEmpty()) {
      told.put("locations", error.getLocations().stream()
          .map(at -> Map.of("line", at.getLine(), "column", at.getColumn())).toList());
    }
    if (error instanceof ValidationError invalid) {
      String kind = String.valueOf(invalid.getValidationErrorType());
      told.put("extensions", Map.of("code", Character.toLowerCase(kind.charAt(0)) + kind.substring(1)));
    } else if (error instanceof ShopRefusal refusal) {
      told.put("extensions", refusal.getExtensions());
    }
    return told;
  }
}
